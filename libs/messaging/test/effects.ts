import { ParticipantChangedV1 } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type BootstrapFrom, Bootstraps, type Delivery, Hears, Questions } from '../src/index.ts';

/** What a hearer of the tests keeps: each effect, as often as it had one, and the newest version of each participant. */
export const EFFECTS = `
  create table effect (n bigint generated always as identity, event text, sequence bigint, isil text, version int);
  create table participant (isil text primary key, version int not null, name text not null)`;

/** Names that make the reaction misbehave, and how. */
export const MISBEHAVIOUR: Record<string, () => void | Promise<void>> = {
  dawdles: () => new Promise((resolve) => setTimeout(resolve, 3000)),
  'throws an Error': () => {
    throw new Error('as told');
  },
  'throws a string': () => {
    // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error
    throw 'as told';
  },
  refuses: () => {
    throw new Refusal('participant.not-welcome', 'This participant is not welcome');
  },
  'does not know yet': () => {
    throw new Refusal('participant.unknown', 'Not known yet');
  },
  'ends the process': () => process.exit(17),
};

/** A reaction that writes down what it hears, newest version wins, and does what the name of the participant says. */
@Controller()
export class RecordParticipants {
  /** Milliseconds that each batch takes longer. */
  static slow = 0;
  /** Names that no longer misbehave. */
  static readonly cured = new Set<string>();
  static readonly batches: number[] = [];

  constructor(private readonly em: EntityManager) {}

  @Hears(ParticipantChangedV1)
  async react(@Payload() deliveries: Delivery<ParticipantChangedV1>[]): Promise<void> {
    RecordParticipants.batches.push(deliveries.length);
    await this.em.execute(
      `insert into effect (event, sequence, isil, version)
       select e, s, i, v from json_to_recordset(?::json) as x (e text, s bigint, i text, v int)`,
      [
        JSON.stringify(
          deliveries.map(({ id, sequence, data }) => ({ e: id, s: sequence, i: data.isil, v: data.version })),
        ),
      ],
    );
    for (const { data } of deliveries) {
      await this.em.execute(
        `insert into participant (isil, version, name) values (?, ?, ?)
         on conflict (isil) do update set version = excluded.version, name = excluded.name
          where participant.version < excluded.version`,
        [data.isil, data.version, data.name],
      );
      if (!RecordParticipants.cured.has(data.name)) await MISBEHAVIOUR[data.name]?.();
    }
    if (RecordParticipants.slow > 0) await new Promise((resolve) => setTimeout(resolve, RecordParticipants.slow));
  }
}

/** Takes over the participants of the source by asking for them. */
@Controller()
export class TakeParticipants {
  static readonly taken: BootstrapFrom[] = [];

  constructor(
    private readonly em: EntityManager,
    private readonly questions: Questions,
  ) {}

  @Bootstraps('agreements')
  async take(@Payload() from: BootstrapFrom): Promise<void> {
    TakeParticipants.taken.push(from);
    const rows = await this.questions.ask<{ isil: string; version: number; name: string }[]>('ask.agreements.snapshot');
    await this.em.transactional(async (tx) => {
      for (const { isil, version, name } of rows) {
        await tx.execute(
          `insert into participant (isil, version, name) values (?, ?, ?)
           on conflict (isil) do update set version = excluded.version, name = excluded.name
            where participant.version < excluded.version`,
          [isil, version, name],
        );
      }
    });
  }
}

export function participant(isil: string, version = 1, name = `Library ${isil}`): ParticipantChangedV1 {
  return ParticipantChangedV1.of({ isil, version, name, kind: 'library', from: '2026-01-01' });
}
