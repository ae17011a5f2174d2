import { ParticipantChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeParticipants } from '../store/participants.ts';

/** Participants are shown by their names. */
@Controller()
export class OnParticipantChanged {
  constructor(private readonly em: EntityManager) {}

  @Hears(ParticipantChangedV1)
  async react(@Payload() deliveries: Delivery<ParticipantChangedV1>[]): Promise<void> {
    await takeParticipants(
      this.em,
      deliveries.map(({ data }) => data),
    );
  }
}
