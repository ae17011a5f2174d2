import type { Fact } from '#libs/contracts';
import { Allow, Clock, CurrentUser, type User } from '#libs/platform';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type AcquisitionPlan, refuseOutsideTime } from '../model/acquisition-plan.ts';
import { agreementsOf, amendAgreements } from '../model/amendment.ts';
import { AcquisitionPlanRow } from '../queries/acquisition-plan-rows.ts';
import { AcquisitionPlans } from '../store/acquisition-plans.ts';
import { Agreements } from '../store/agreements.ts';
import { Participants } from '../store/participants.ts';
import { DecisionRequest } from './acquisition-plans.requests.ts';
import { asReader } from './plan-access.ts';
import { PlanDecisions } from './plan-decisions.ts';
import { AcceptRequest, RejectRequest, ReturnRequest } from './plan-review.requests.ts';

/** What a plan owner decides about submitted plans. */
@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans/:id')
@Allow('plan-owner')
export class PlanReviewController {
  constructor(
    private readonly decisions: PlanDecisions,
    private readonly plans: AcquisitionPlans,
    private readonly agreements: Agreements,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  /** Lets the participant know that somebody is looking at the plan. */
  @Post('review')
  @HttpCode(200)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  review(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, { version }, asReader, (plan) => plan.review());
  }

  @Post('return')
  @HttpCode(200)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  return(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, remark }: ReturnRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, { version }, asReader, (plan) => plan.return(remark));
  }

  @Post('reject')
  @HttpCode(200)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  reject(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, reason }: RejectRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, { version }, asReader, (plan) => plan.reject(reason));
  }

  /** Every line of the plan becomes an agreement, but for those that are refused. */
  @Post('accept')
  @HttpCode(200)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  accept(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, refused }: AcceptRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, { version }, asReader, async (plan) => {
      const decided = plan.accept(refused);
      return decided.length === 0 ? [] : this.agree(plan, decided, user);
    });
  }

  private async agree(plan: AcquisitionPlan, decided: readonly Fact[], user: User): Promise<readonly Fact[]> {
    refuseOutsideTime(plan, await this.participants.get(plan.participant));
    const { amends } = plan;
    const gaveWay = amends === null ? [] : await this.plans.giveWay(amends, user);
    const agreed =
      amends === null
        ? agreementsOf(plan)
        : amendAgreements(plan, await this.agreements.ofPlan(amends), this.clock.today());
    await this.agreements.keep(agreed.made, agreed.facts, user, {
      code: 'plan-accepted',
      parameters: { plan: plan.name },
    });
    return [...gaveWay, ...decided, ...agreed.facts];
  }
}
