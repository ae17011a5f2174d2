import { Clock, Recurring } from '#libs/platform';
import { RequestContext } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Withdrawals } from '../store/withdrawals.ts';

/** When the last day of an offer has passed, what nobody took over is released. */
@Injectable()
export class OnOffersEnded extends Recurring {
  constructor(
    private readonly em: EntityManager,
    private readonly withdrawals: Withdrawals,
    private readonly clock: Clock,
  ) {
    super();
  }

  look(): Promise<number> {
    return RequestContext.create(this.em, () => this.withdrawals.releaseDue(this.clock.today()));
  }
}
