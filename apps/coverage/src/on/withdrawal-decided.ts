import { WithdrawalDecidedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Judge } from '../store/judge.ts';
import { takeWithdrawals } from '../store/withdrawals.ts';

/** Copies leave, or stay after all: what is left of their titles may be nothing. */
@Controller()
export class OnWithdrawalDecided {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
  ) {}

  @Hears(WithdrawalDecidedV1)
  async react(@Payload() deliveries: Delivery<WithdrawalDecidedV1>[]): Promise<void> {
    const items = deliveries.flatMap(({ data: { participant, items: decided } }) =>
      decided.map((item) => Object.assign({}, item, { participant })),
    );
    const keys = await takeWithdrawals(this.em, items);
    await this.judge.judge({ profiles: [], keys, events: deliveries.map(({ id }) => id) });
  }
}
