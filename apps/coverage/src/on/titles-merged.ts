import { TitlesMergedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { keepRegroupings } from '../store/regroupings.ts';
import { dayOfEvent } from './occurrence.ts';

/** Titles are one from now on: what goes from the one to the other was neither acquired nor disposed of. */
@Controller()
export class OnTitlesMerged {
  constructor(private readonly em: EntityManager) {}

  @Hears(TitlesMergedV1)
  async react(@Payload() deliveries: Delivery<TitlesMergedV1>[]): Promise<void> {
    for (const { time, data } of deliveries) {
      const regrouped = data.merges.map(({ from, into }) => ({ cause: data.run, one: from, other: into }));
      await keepRegroupings(this.em, regrouped, dayOfEvent(time));
    }
  }
}
