import { TitlesChangedV1 } from '#libs/contracts';
import { type Delivery, Hears } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { takeTitles } from '../store/heard-titles.ts';
import { LOCK_HEARD } from '../store/replace-heard.ts';

/** Which titles there are, and by which keys they are found. */
@Controller()
export class OnTitlesChanged {
  constructor(private readonly em: EntityManager) {}

  @Hears(TitlesChangedV1)
  async react(@Payload() deliveries: Delivery<TitlesChangedV1>[]): Promise<void> {
    await this.em.execute(LOCK_HEARD);
    await takeTitles(
      this.em,
      deliveries.flatMap(({ data: { version, titles } }) => titles.map((title) => Object.assign({ version }, title))),
    );
  }
}
