import { Allow, Clock, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CollectionPlan, ConsultationStep } from '../model/collection-plan.ts';
import { collectionPlan } from '../queries/collection-plans.ts';
import { PlanRow } from '../queries/rows.ts';
import { CollectionPlans, unknownPlan } from '../store/collection-plans.ts';
import { ConsultRequest } from './plan-comments.requests.ts';

/** Asking the participants to comment on a version of the collection plan before it is adopted. */
@ApiTags('consultation')
@ApiBearerAuth()
@Controller('collection-plans/:plan/:version')
@Allow('plan-owner', 'administrator')
export class ConsultationController {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: CollectionPlans,
    private readonly clock: Clock,
  ) {}

  /** Opens consultation on a draft until a day; while it is open, moves that day. */
  @Post('consult')
  @HttpCode(200)
  @ApiOkResponse({ type: PlanRow })
  consult(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() { until }: ConsultRequest,
    @CurrentUser() { name }: User,
  ): Promise<PlanRow> {
    return this.change(plan, version, (it) => it.consult(until, { by: name, at: this.clock.now() }));
  }

  /** Makes it a draft again; what was commented stays. */
  @Post('close-consultation')
  @HttpCode(200)
  @ApiOkResponse({ type: PlanRow })
  close(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @CurrentUser() { name }: User,
  ): Promise<PlanRow> {
    return this.change(plan, version, (it) => it.closeConsultation({ by: name, at: this.clock.now() }));
  }

  private async change(
    plan: string,
    version: number,
    decide: (plan: CollectionPlan) => ConsultationStep[],
  ): Promise<PlanRow> {
    await this.plans.consult(plan, version, decide);
    const now = await collectionPlan(this.em, { plan, version });
    if (now === null) throw unknownPlan(plan, version);
    return now;
  }
}
