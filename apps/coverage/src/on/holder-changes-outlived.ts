import { Recurring } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { forgetHolderChanges } from '../store/holder-changes.ts';

/** Which titles changed is remembered no longer than it takes less than to read all holders again. */
@Injectable()
export class OnHolderChangesOutlived extends Recurring {
  constructor(private readonly em: EntityManager) {
    super();
  }

  async look(): Promise<void> {
    await forgetHolderChanges(this.em.fork());
  }
}
