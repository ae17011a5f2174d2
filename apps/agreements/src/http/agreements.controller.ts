import { day } from '#libs/kernel';
import { actsFor, Allow, ApiPage, Clock, CurrentUser, hasRole, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Agreement, reasonOf } from '../model/agreement.ts';
import { refuseStale } from '../model/stale.ts';
import { readTerms } from '../model/terms.ts';
import { agreementOf, AgreementRow, agreementsMade } from '../queries/agreements.ts';
import { AgreementVersionRow, agreementVersions } from '../queries/agreement-versions.ts';
import { Agreements, type Decided, unknownAgreement } from '../store/agreements.ts';
import { Participants } from '../store/participants.ts';
import {
  AdjustRequest,
  AgreementsRequest,
  EndAgreementRequest,
  HandOverRequest,
  RenewRequest,
  ScheduleRequest,
} from './agreements.requests.ts';

/** What was agreed. The participant that keeps an agreement and the plan owner change it; only the latter hands it over. */
@ApiTags('agreements')
@ApiBearerAuth()
@Controller('agreements')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class AgreementsController {
  constructor(
    private readonly em: EntityManager,
    private readonly agreements: Agreements,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(AgreementRow)
  list(@Query() asked: AgreementsRequest): Promise<Page<AgreementRow>> {
    if (asked.on !== undefined) day(asked.on);
    return agreementsMade(this.em, asked, asked);
  }

  @Get(':id')
  @ApiOkResponse({ type: AgreementRow })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<AgreementRow> {
    const found = await agreementOf(this.em, id);
    if (found === null) throw unknownAgreement(id);
    return found;
  }

  /** All on one page, the newest first. */
  @Get(':id/versions')
  @ApiPage(AgreementVersionRow)
  async versions(@Param('id', ParseUUIDPipe) id: string): Promise<Page<AgreementVersionRow>> {
    await this.one(id);
    return { items: await agreementVersions(this.em, id), next: null };
  }

  /** Ends it before the day that was agreed. */
  @Post(':id/end')
  @HttpCode(200)
  @Allow('collection-manager', 'plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  end(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, on, reason }: EndAgreementRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    return this.change(id, user, version, (it) => ({ facts: it.end(day(on), reason), because: reason.trim() }));
  }

  /** Lets it last longer than was agreed. */
  @Post(':id/renew')
  @HttpCode(200)
  @Allow('collection-manager', 'plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  renew(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, to }: RenewRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    return this.change(id, user, version, (it) => ({ facts: it.renew(day(to), this.clock.today()) }));
  }

  /** Agrees on other terms for the rest of its time. */
  @Post(':id/adjust')
  @HttpCode(200)
  @Allow('collection-manager', 'plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  adjust(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, reason, ...terms }: AdjustRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    return this.change(id, user, version, (it) => {
      const because = reasonOf(reason, 'Say why other terms are agreed on');
      return { facts: it.adjust(readTerms(terms), this.clock.today()), because };
    });
  }

  /** Sets the days of its review and last notice. */
  @Post(':id/schedule')
  @HttpCode(200)
  @Allow('collection-manager', 'plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  schedule(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, reviewOn, noticeBy }: ScheduleRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    const dates = {
      reviewOn: reviewOn == null ? null : day(reviewOn),
      noticeBy: noticeBy == null ? null : day(noticeBy),
    };
    return this.change(id, user, version, (it) => ({ facts: it.schedule(dates) }));
  }

  /** Lets another participant keep it from a day on; nobody hands a promise to another by himself. */
  @Post(':id/hand-over')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  handOver(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, taker, on, reason }: HandOverRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    return this.change(id, user, version, async (it) => {
      const { successor, facts } = it.handOver(await this.participants.get(taker), day(on), reason);
      return { made: successor === null ? [] : [successor], facts, because: reason.trim() };
    });
  }

  private async change(
    id: string,
    user: User,
    seen: number | undefined,
    decide: (agreement: Agreement) => Decided | Promise<Decided>,
  ): Promise<AgreementRow> {
    await this.agreements.change(id, user, async (it) => {
      if (!hasRole(user, 'plan-owner')) actsFor(user, it.participant);
      refuseStale('agreement', `${it.profile}, ${it.activity}`, it.version, seen);
      return decide(it);
    });
    return this.one(id);
  }
}
