import { TitlesSplitV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { keepRegroupings } from '../store/regroupings.ts';
import { dayOfEvent } from './occurrence.ts';

/** A title is several from now on: what goes from the one to the others was neither acquired nor disposed of. */
@Controller()
export class OnTitlesSplit {
  constructor(private readonly em: EntityManager) {}

  @Hears(TitlesSplitV1)
  async react(@Payload() deliveries: Delivery<TitlesSplitV1>[]): Promise<void> {
    for (const { time, data } of deliveries) {
      const regrouped = data.splits.flatMap(({ from, into }) =>
        into.filter((part) => part !== from).map((part) => ({ cause: data.run, one: from, other: part })),
      );
      await keepRegroupings(this.em, regrouped, dayOfEvent(time));
    }
  }
}
