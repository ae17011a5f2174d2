import { ParticipantChangedV1, type SnapshotPage, type SnapshotParticipant } from '#libs/contracts';
import { askOf, Bootstraps, type Delivery, Hears, Questions } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';

type Known = Pick<ParticipantChangedV1, 'isil' | 'version' | 'name'>;

/** Holdings are kept for the participants that agreements tells of. An older version never wins. */
@Controller()
export class OnParticipantChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly questions: Questions,
  ) {}

  @Hears(ParticipantChangedV1)
  async react(@Payload() deliveries: Delivery<ParticipantChangedV1>[]): Promise<void> {
    await this.keep(deliveries.map(({ data }) => data));
  }

  /** Takes over every participant, when agreements can no longer tell them one by one. */
  @Bootstraps('agreements')
  async take(): Promise<void> {
    let after: string | null | undefined;
    do {
      const page: SnapshotPage<SnapshotParticipant> = await this.questions.ask(askOf('agreements', 'snapshot'), {
        part: 'participants',
        limit: 1000,
        ...(after == null ? {} : { after }),
      });
      await this.em.fork().transactional(() => this.keep(page.rows));
      after = page.next;
    } while (after !== null);
  }

  private async keep(participants: readonly Known[]): Promise<void> {
    for (const { isil, version, name } of participants) {
      await this.em.execute(
        `insert into participant as known (isil, version, name) values (?, ?, ?)
         on conflict (isil) do update set version = excluded.version, name = excluded.name
          where excluded.version > known.version`,
        [isil, version, name],
      );
    }
  }
}
