import { TitlesMergedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeMerges } from '../store/heard-titles.ts';
import { LOCK_HEARD } from '../store/replace-heard.ts';

/** What was promised of a title is promised of the title that it became part of. */
@Controller()
export class OnTitlesMerged {
  constructor(private readonly em: EntityManager) {}

  @Hears(TitlesMergedV1)
  async react(@Payload() deliveries: Delivery<TitlesMergedV1>[]): Promise<void> {
    await this.em.execute(LOCK_HEARD);
    for (const { data } of deliveries) await takeMerges(this.em, data.merges);
  }
}
