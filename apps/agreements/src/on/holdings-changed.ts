import { HoldingsChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeHoldings } from '../store/heard-holdings.ts';
import { LOCK_HEARD } from '../store/replace-heard.ts';
import { Withdrawals } from '../store/withdrawals.ts';

/** Who has what: what decisions about a title are made on. */
@Controller()
export class OnHoldingsChanged {
  constructor(
    private readonly em: EntityManager,
    private readonly withdrawals: Withdrawals,
  ) {}

  @Hears(HoldingsChangedV1)
  async react(@Payload() deliveries: Delivery<HoldingsChangedV1>[]): Promise<void> {
    await this.em.execute(LOCK_HEARD);
    const told = deliveries.flatMap(({ data: { participant, version, holdings } }) =>
      holdings.map((holding) => Object.assign({ participant, version }, holding)),
    );
    await takeHoldings(this.em, told);
    await this.withdrawals.noteGone();
  }
}
