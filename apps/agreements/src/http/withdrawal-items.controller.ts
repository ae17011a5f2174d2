import { Readable } from 'node:stream';
import {
  actsFor,
  Allow,
  ApiPage,
  CurrentUser,
  hasRole,
  ownOf,
  type Page,
  type PageRequest,
  type User,
} from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type ItemFilter, offers, WithdrawalItemRow, withdrawalItems } from '../queries/withdrawal-items.ts';
import { itemsAsCsv } from './withdrawal-items-csv.ts';
import { ItemsRequest, OffersRequest } from './withdrawals.requests.ts';

/** Titles that are to go, whichever list they are on: what was decided about them, and what others can take over. */
@ApiTags('withdrawals')
@ApiBearerAuth()
@Controller('withdrawals')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class WithdrawalItemsController {
  constructor(private readonly em: EntityManager) {}

  /** A collection manager sees those of the participants that it acts for, and what these took over. */
  @Get('items')
  @ApiPage(WithdrawalItemRow)
  items(@Query() asked: ItemsRequest, @CurrentUser() user: User): Promise<Page<WithdrawalItemRow>> {
    return withdrawalItems(this.em, ownItems(asked, user), asked);
  }

  /** All of them for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('items.csv')
  @Header('content-disposition', 'attachment; filename="afschrijvingen.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  itemsFile(@Query() asked: ItemsRequest, @CurrentUser() user: User): StreamableFile {
    const filter = ownItems(asked, user);
    const em = this.em.fork();
    return spreadsheet((page) => withdrawalItems(em, filter, page));
  }

  /** What can be taken over: by the participant that is named, or by anybody. */
  @Get('offers')
  @ApiPage(WithdrawalItemRow)
  offers(@Query() asked: OffersRequest): Promise<Page<WithdrawalItemRow>> {
    return offers(this.em, { by: asked.participant ?? null, of: asked.of ?? null }, asked);
  }

  /** All of it for a spreadsheet. */
  @Get('offers.csv')
  @Header('content-disposition', 'attachment; filename="aanbod.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  offersFile(@Query() asked: OffersRequest): StreamableFile {
    const em = this.em.fork();
    return spreadsheet((page) => offers(em, { by: asked.participant ?? null, of: asked.of ?? null }, page));
  }
}

/** What others want to dispose of is theirs, unless it was taken over from them. */
function ownItems({ withdrawal, participant, acceptedBy, state, advice }: ItemsRequest, user: User): ItemFilter {
  const participants = participant === undefined ? undefined : [participant];
  const asked = { withdrawal, participants, acceptedBy, state, advice };
  if (hasRole(user, 'plan-owner', 'administrator', 'service')) return asked;
  const whose = participant ?? acceptedBy;
  if (whose === undefined) return { ...asked, participants: ownOf(user) };
  actsFor(user, whose);
  return asked;
}

function spreadsheet(read: (page: PageRequest) => Promise<Page<WithdrawalItemRow>>): StreamableFile {
  return new StreamableFile(Readable.from(itemsAsCsv(read)), { type: 'text/csv; charset=utf-8' });
}
