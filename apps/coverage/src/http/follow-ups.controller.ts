import type { FlagFollowedUpV1 } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, hasRole, mayActFor, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Doing, FollowedFlag, FollowUp } from '../model/follow-up.ts';
import { FlagExplanation, flagExplanation } from '../queries/flag-explanation.ts';
import { FollowUps, unknownFlag } from '../store/follow-ups.ts';
import { AssignRequest, NoteRequest, ReopenRequest, WaiveRequest } from './follow-ups.requests.ts';

/** What people do about a flag. Plan owners may do all of it; those whom a flag concerns may say that they saw it, and note. */
@ApiTags('flags')
@ApiBearerAuth()
@Controller('flags/:id')
@Allow('plan-owner', 'administrator')
export class FollowUpsController {
  constructor(
    private readonly em: EntityManager,
    private readonly followUps: FollowUps,
  ) {}

  @Post('acknowledge')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator', 'collection-manager')
  @ApiOkResponse({ type: FlagExplanation })
  acknowledge(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<FlagExplanation> {
    return this.change(id, user, (followUp, flag, doing) => {
      refuseOutsiders(user, flag);
      return followUp.acknowledge(flag, doing);
    });
  }

  @Post('notes')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator', 'collection-manager')
  @ApiOkResponse({ type: FlagExplanation })
  note(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: NoteRequest,
    @CurrentUser() user: User,
  ): Promise<FlagExplanation> {
    return this.change(id, user, (followUp, flag, doing) => {
      refuseOutsiders(user, flag);
      return followUp.note(flag, text.trim(), doing);
    });
  }

  @Post('assign')
  @HttpCode(200)
  @ApiOkResponse({ type: FlagExplanation })
  assign(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { to }: AssignRequest,
    @CurrentUser() user: User,
  ): Promise<FlagExplanation> {
    return this.change(id, user, (followUp, flag, doing) => followUp.assign(flag, to.trim(), doing));
  }

  /** It need not be looked at up to and including a day; the day after, the calendar reopens it. */
  @Post('waive')
  @HttpCode(200)
  @ApiOkResponse({ type: FlagExplanation })
  waive(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { until, because }: WaiveRequest,
    @CurrentUser() user: User,
  ): Promise<FlagExplanation> {
    return this.change(id, user, (followUp, flag, doing) =>
      followUp.waive(flag, { until, because: because.trim() }, doing),
    );
  }

  /** It is to be looked at again: neither acknowledged nor waived. */
  @Post('reopen')
  @HttpCode(200)
  @ApiOkResponse({ type: FlagExplanation })
  reopen(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { because }: ReopenRequest,
    @CurrentUser() user: User,
  ): Promise<FlagExplanation> {
    return this.change(id, user, (followUp, flag, doing) => followUp.reopen(flag, because.trim(), doing));
  }

  private async change(
    id: string,
    { name }: User,
    decide: (followUp: FollowUp, flag: FollowedFlag, doing: Doing) => FlagFollowedUpV1[],
  ): Promise<FlagExplanation> {
    await this.followUps.change(id, (followUp, flag, at) => decide(followUp, flag, { by: name, at }));
    const now = await flagExplanation(this.em, id);
    if (now === null) throw unknownFlag(id);
    return now;
  }
}

/** A collection manager follows up what concerns the own participant. */
function refuseOutsiders(user: User, { id, participants }: FollowedFlag): void {
  if (hasRole(user, 'plan-owner', 'administrator') || participants.some((isil) => mayActFor(user, isil))) return;
  throw new Refusal(
    'flag.not-yours',
    `Flag ${id} does not concern ${user.participant ?? 'a participant of yours'}; a plan owner can follow it up`,
  );
}
