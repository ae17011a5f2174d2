import type { Isil } from '#libs/kernel';
import { Clock, Representing } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { actingFor } from '../queries/acting-for.ts';

/** Those whom a participant represents today, as they are known here. */
@Injectable()
export class Represented extends Representing {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async representedBy(of: Isil): Promise<readonly Isil[]> {
    return (await actingFor(this.em, of, this.clock.today())).map(({ participant }) => participant);
  }
}
