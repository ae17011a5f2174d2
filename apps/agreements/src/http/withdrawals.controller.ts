import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { day, type Isil, Refusal } from '#libs/kernel';
import {
  actsFor,
  Allow,
  ApiPage,
  Clock,
  CurrentUser,
  hasRole,
  ownOf,
  type Page,
  uploadOf,
  type User,
} from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { withdrawalInCsv } from '../formats/withdrawal-in-csv.ts';
import { Mistakes } from '../model/mistakes.ts';
import { type ListedTitle, perTitle, readWeedingList, type WantedTitle } from '../model/weeding-list.ts';
import type { TitleStanding, WithdrawalRule } from '../model/withdrawal-advice.ts';
import type { ProposedItem, WithdrawalItem } from '../model/withdrawal-item.ts';
import { withdrawalItem, WithdrawalItemRow } from '../queries/withdrawal-items.ts';
import {
  withdrawalOf,
  WithdrawalRow,
  withdrawals,
  withdrawalSummary,
  WithdrawalSummaryRow,
} from '../queries/withdrawals.ts';
import { Participants } from '../store/participants.ts';
import { RetentionCommitments } from '../store/retention-commitments.ts';
import { copiesToKeep, titlesOf } from '../store/title-standings.ts';
import { unknownItem, unknownWithdrawal, Withdrawals } from '../store/withdrawals.ts';
import {
  TakeOverRequest,
  CallOffRequest,
  CopiesToKeep,
  LARGEST_LIST,
  MOST_ITEMS,
  OfferRequest,
  OverrideRequest,
  ProposeFileRequest,
  ProposeRequest,
  WithdrawalsRequest,
} from './withdrawals.requests.ts';

const AUTHORS = ['collection-manager', 'administrator', 'service'] as const;

@ApiTags('withdrawals')
@ApiBearerAuth()
@Controller('withdrawals')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class WithdrawalsController {
  constructor(
    private readonly em: EntityManager,
    private readonly decisions: Withdrawals,
    private readonly commitments: RetentionCommitments,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  /** A collection manager sees those of the participants that it acts for. */
  @Get()
  @ApiPage(WithdrawalSummaryRow)
  list(@Query() asked: WithdrawalsRequest, @CurrentUser() user: User): Promise<Page<WithdrawalSummaryRow>> {
    return withdrawals(this.em, participantsSeen(user, asked.participant), asked);
  }

  /** How many extant copies of each title remain in the network, as was agreed. */
  @Get('copies-to-keep')
  @ApiOkResponse({ type: CopiesToKeep })
  async copiesToKeep(): Promise<CopiesToKeep> {
    return { copies: await copiesToKeep(this.em) };
  }

  @Put('copies-to-keep')
  @Allow('plan-owner')
  @ApiOkResponse({ type: CopiesToKeep })
  async agreeOnCopies(@Body() { copies }: CopiesToKeep): Promise<CopiesToKeep> {
    await this.em.execute('update copies_to_keep set copies = ?', [copies]);
    return { copies };
  }

  /** How many items of a withdrawal are in each state, without the items. */
  @Get(':id/summary')
  @ApiOkResponse({ type: WithdrawalSummaryRow })
  async summary(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<WithdrawalSummaryRow> {
    const found = await withdrawalSummary(this.em, id);
    if (found === null) throw unknownWithdrawal(id);
    if (!hasRole(user, 'plan-owner')) actsFor(user, found.participant);
    return found;
  }

  @Get(':id')
  @ApiOkResponse({ type: WithdrawalRow })
  async one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<WithdrawalRow> {
    const found = await withdrawalOf(this.em, id);
    if (found === null) throw unknownWithdrawal(id);
    if (!hasRole(user, 'plan-owner')) actsFor(user, found.participant);
    return found;
  }

  /** Keep, offer or let go, for each title of a list. */
  @Post()
  @Allow(...AUTHORS)
  @ApiCreatedResponse({ type: WithdrawalRow })
  async propose(@Body() body: ProposeRequest, @CurrentUser() user: User): Promise<WithdrawalRow> {
    actsFor(user, body.participant);
    return this.decideOn(body, body.items, user);
  }

  /** The same, of a list as CSV. */
  @Post('file')
  @Allow(...AUTHORS)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ type: WithdrawalRow })
  async proposeFile(
    @Query() asked: ProposeFileRequest,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<WithdrawalRow> {
    actsFor(user, asked.participant);
    const { stream } = await uploadOf(request, LARGEST_LIST);
    const pieces = Readable.from(stream as AsyncIterable<Uint8Array>, { objectMode: false });
    return this.decideOn(asked, await withdrawalInCsv(pieces, MOST_ITEMS), user);
  }

  /** Lets go what is advised to be kept. */
  @Post('items/:id/override')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: WithdrawalItemRow })
  override(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason, version }: OverrideRequest,
    @CurrentUser() user: User,
  ): Promise<WithdrawalItemRow> {
    return this.change(id, version, (item, standing, rule) => {
      actsFor(user, item.participant);
      item.override(reason, standing, rule);
    });
  }

  /** Offers to everybody what is to be kept here. */
  @Post('items/:id/offer')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: WithdrawalItemRow })
  offer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { acceptBy, version }: OfferRequest,
    @CurrentUser() user: User,
  ): Promise<WithdrawalItemRow> {
    return this.change(id, version, (item) => {
      actsFor(user, item.participant);
      item.offer(acceptBy, this.clock.today());
    });
  }

  /** Takes over what is offered; what was promised about it goes along. */
  @Post('items/:id/accept')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: WithdrawalItemRow })
  accept(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { participant, version }: TakeOverRequest,
    @CurrentUser() user: User,
  ): Promise<WithdrawalItemRow> {
    actsFor(user, participant);
    return this.change(id, version, async (item) => {
      await this.participants.get(participant);
      item.accept(participant, this.clock.today());
      if (item.title !== null)
        await this.commitments.move(item.title, item.participant, participant, this.clock.today());
    });
  }

  /** Keeps it after all. */
  @Post('items/:id/call-off')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: WithdrawalItemRow })
  callOff(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: CallOffRequest,
    @CurrentUser() user: User,
  ): Promise<WithdrawalItemRow> {
    return this.change(id, version, (item) => {
      actsFor(user, item.participant);
      item.callOff();
    });
  }

  private async decideOn(
    { id = randomUUID(), participant, name, acceptBy, profile }: ProposeFileRequest,
    listed: readonly ListedTitle[],
    user: User,
  ): Promise<WithdrawalRow> {
    const today = this.clock.today();
    if (day(acceptBy) < today) {
      throw new Refusal('withdrawal.date-passed', `${acceptBy} has passed; give others until today or a later day`);
    }
    const wanted = readItems(listed);
    const titles = await titlesOf(
      this.em,
      wanted.map(({ key }) => key),
    );
    const items = perTitle(wanted, titles).map((item, position): ProposedItem =>
      Object.assign(item, { id: randomUUID(), withdrawal: id, position, participant, acceptBy }),
    );
    const about = { id, participant, name, proposedOn: today, acceptBy, profile: profile ?? null };
    await this.decisions.propose(about, items);
    return this.one(id, user);
  }

  private async change(
    id: string,
    seen: number | undefined,
    decide: (item: WithdrawalItem, standing: TitleStanding, rule: WithdrawalRule) => void | Promise<void>,
  ): Promise<WithdrawalItemRow> {
    await this.decisions.change(id, this.clock.today(), async (item, standing, rule) => {
      item.expect(seen);
      await decide(item, standing, rule);
    });
    const changed = await withdrawalItem(this.em, id);
    if (changed === null) throw unknownItem(id);
    return changed;
  }
}

/** Whose lists are shown: those of the one that was asked for, else of all that the user may see; `null`: everybody's. */
function participantsSeen(user: User, asked: Isil | undefined): readonly Isil[] | null {
  if (hasRole(user, 'plan-owner', 'administrator', 'service')) return asked === undefined ? null : [asked];
  if (asked === undefined) return ownOf(user);
  actsFor(user, asked);
  return [asked];
}

function readItems(listed: readonly ListedTitle[]): WantedTitle[] {
  const { wanted, unread } = readWeedingList(listed);
  const mistakes = new Mistakes();
  for (const { place, message } of unread) mistakes.add(`items[${place}].identifier`, message);
  mistakes.refuse('withdrawal.invalid', 'The list');
  return wanted;
}
