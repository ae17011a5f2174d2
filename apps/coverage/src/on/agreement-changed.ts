import { AgreementChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeAgreements } from '../store/agreements.ts';
import { Judge } from '../store/judge.ts';

/** Who is responsible changed, and with it what the profile's targets come to. */
@Controller()
export class OnAgreementChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
  ) {}

  @Hears(AgreementChangedV1)
  async react(@Payload() deliveries: Delivery<AgreementChangedV1>[]): Promise<void> {
    const { profiles, keys } = await takeAgreements(
      this.em,
      deliveries.map(({ id, data }) => ({ event: id, data })),
    );
    await this.judge.judgeProfiles(profiles, { keys, events: deliveries.map(({ id }) => id) });
  }
}
