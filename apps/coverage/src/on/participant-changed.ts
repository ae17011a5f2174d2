import { ParticipantChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { EVERYTHING, Judge } from '../store/judge.ts';
import { settleParticipants } from '../store/lasting-participants.ts';
import { takeParticipants } from '../store/participants.ts';
import { recount } from '../store/recount.ts';

/** Participants are shown by their names. What they hold counts under whoever goes on for them, as long as somebody does. */
@Controller()
export class OnParticipantChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  @Hears(ParticipantChangedV1)
  async react(@Payload() deliveries: Delivery<ParticipantChangedV1>[]): Promise<void> {
    await takeParticipants(
      this.em,
      deliveries.map(({ data }) => data),
    );
    const today = this.clock.today();
    if (!(await settleParticipants(this.em, today))) return;
    await recount(this.em, today);
    await this.judge.judge({ ...EVERYTHING, events: deliveries.map(({ id }) => id) });
  }
}
