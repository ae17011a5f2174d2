import { Readable } from 'node:stream';
import { actsFor, Allow, Clock, CurrentUser, uploadOf, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { withdrawalInCsv } from '../formats/withdrawal-in-csv.ts';
import { readWeedingList } from '../model/weeding-list.ts';
import { withdrawalCheck, WithdrawalCheckRow } from '../queries/withdrawal-check.ts';
import { CheckRequest, LARGEST_LIST, ListedRow, MOST_ITEMS } from './withdrawals.requests.ts';

/** Asking what would be decided about a list, before anything is decided. */
@ApiTags('withdrawals')
@ApiBearerAuth()
@Controller('withdrawals')
@Allow('collection-manager', 'administrator', 'service')
export class WithdrawalCheckController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Keep, offer or let go, for each title of a list, as things are now. Nothing is decided. */
  @Post('check')
  @HttpCode(200)
  @ApiOkResponse({ type: WithdrawalCheckRow })
  async check(
    @Body() { participant, profile, items }: CheckRequest,
    @CurrentUser() user: User,
  ): Promise<WithdrawalCheckRow> {
    actsFor(user, participant);
    const { wanted, unread } = readWeedingList(items);
    const asked = { participant, profile: profile ?? null, on: this.clock.today() };
    return { items: await withdrawalCheck(this.em, wanted, asked), unread };
  }

  /** What a file lists, to be looked at and mended before it is checked. */
  @Post('listed')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: ListedRow })
  async listed(@Req() request: FastifyRequest): Promise<ListedRow> {
    const { stream } = await uploadOf(request, LARGEST_LIST);
    const pieces = Readable.from(stream as AsyncIterable<Uint8Array>, { objectMode: false });
    return { items: await withdrawalInCsv(pieces, MOST_ITEMS) };
  }
}
