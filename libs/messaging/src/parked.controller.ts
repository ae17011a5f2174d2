import { Allow } from '#libs/platform';
import { Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { JetStreamStrategy } from './jetstream-strategy.ts';
import { type ParkedEvent, parkedEvents } from './parked.ts';

const MOST = 500;

/** Events that could not be applied: shown with their reason, and tried again when somebody says so. */
@ApiTags('parked')
@Allow('administrator')
@Controller('parked')
export class ParkedController {
  constructor(
    private readonly em: EntityManager,
    private readonly strategy: JetStreamStrategy,
  ) {}

  @Get()
  async list(
    @Query('limit') limit = '50',
    @Query('after') after?: string,
  ): Promise<{ items: ParkedEvent[]; next: string | null }> {
    const most = Number(limit);
    if (!Number.isInteger(most) || most < 1 || most > MOST) {
      throw new Refusal('limit.invalid', `limit is a whole number from 1 to ${MOST}`);
    }
    const items = await parkedEvents(this.em.fork(), most, after);
    return { items, next: items.length === most ? (items.at(-1)?.id ?? null) : null };
  }

  @Post(':id/redrive')
  @HttpCode(204)
  async redrive(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.strategy.redrive(id);
  }
}
