import { randomUUID } from 'node:crypto';
import type { Fact } from '#libs/contracts';
import { actsFor, Allow, Clock, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AcquisitionPlan } from '../model/acquisition-plan.ts';
import { readProposal } from '../model/proposal.ts';
import { AcquisitionPlanRow, AcquisitionPlanSummaryRow } from '../queries/acquisition-plan-rows.ts';
import { acquisitionPlan, acquisitionPlans } from '../queries/acquisition-plans.ts';
import type { Page } from '../queries/page.ts';
import { knownProfiles } from '../queries/profiles.ts';
import { sees } from '../queries/visible-plans.ts';
import { AcquisitionPlans, unknownPlan } from '../store/acquisition-plans.ts';
import { Agreements } from '../store/agreements.ts';
import { Participants } from '../store/participants.ts';
import {
  AcquisitionPlansRequest,
  DecisionRequest,
  DraftRequest,
  EditRequest,
  ReturnRequest,
} from './acquisition-plans.requests.ts';
import { ApiPage } from './api-page.ts';

const AUTHORS = ['collection-manager', 'administrator', 'service'] as const;

@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class AcquisitionPlansController {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: AcquisitionPlans,
    private readonly agreements: Agreements,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(AcquisitionPlanSummaryRow)
  list(@Query() asked: AcquisitionPlansRequest, @CurrentUser() user: User): Promise<Page<AcquisitionPlanSummaryRow>> {
    return acquisitionPlans(this.em, user, asked, asked);
  }

  @Get(':id')
  @ApiOkResponse({ type: AcquisitionPlanRow })
  async one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<AcquisitionPlanRow> {
    const found = await acquisitionPlan(this.em, user, id);
    if (found === null) throw unknownPlan(id);
    return found;
  }

  @Post()
  @Allow(...AUTHORS)
  @ApiCreatedResponse({ type: AcquisitionPlanRow })
  async draft(@Body() body: DraftRequest, @CurrentUser() user: User): Promise<AcquisitionPlanRow> {
    actsFor(user, body.participant);
    const id = randomUUID();
    const content = readProposal(id, body, await knownProfiles(this.em));
    await this.plans.add(new AcquisitionPlan(id, body.participant, content));
    return this.one(id, user);
  }

  @Put(':id')
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decide(id, user, async (plan) => {
      asAuthor(user, plan, body.version);
      plan.edit(readProposal(id, body, await knownProfiles(this.em)));
      return [];
    });
  }

  /** Only a draft can be deleted; what was submitted is withdrawn instead. */
  @Delete(':id')
  @HttpCode(204)
  @Allow(...AUTHORS)
  @ApiNoContentResponse()
  async discard(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<void> {
    await this.plans.discard(id, (plan) => asAuthor(user, plan, version));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  submit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decide(id, user, async (plan) => {
      asAuthor(user, plan, version);
      const participant = await this.participants.get(plan.participant);
      return plan.submit({ participant, profiles: await knownProfiles(this.em) }, this.clock.now());
    });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decide(id, user, (plan) => {
      asAuthor(user, plan, version);
      return plan.withdraw();
    });
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow('plan-owner')
  @ApiOkResponse({ type: AcquisitionPlanRow })
  return(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, remark }: ReturnRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decide(id, user, (plan) => {
      asReader(user, plan, version);
      return plan.return(remark);
    });
  }

  /** Every line of the plan becomes an agreement. */
  @Post(':id/accept')
  @HttpCode(200)
  @Allow('plan-owner')
  @ApiOkResponse({ type: AcquisitionPlanRow })
  accept(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decide(id, user, (plan) => {
      asReader(user, plan, version);
      const { agreements, facts } = plan.accept();
      this.agreements.add(agreements);
      return facts;
    });
  }

  private async decide(
    id: string,
    user: User,
    decide: (plan: AcquisitionPlan) => readonly Fact[] | Promise<readonly Fact[]>,
  ): Promise<AcquisitionPlanRow> {
    await this.plans.change(id, decide);
    return this.one(id, user);
  }
}

/** What the user may not see is not there for him: that comes before everything else. */
function asReader(user: User, plan: AcquisitionPlan, seen: number | undefined): void {
  if (!sees(user, plan)) throw unknownPlan(plan.id);
  plan.expect(seen);
}

function asAuthor(user: User, plan: AcquisitionPlan, seen: number | undefined): void {
  if (!sees(user, plan)) throw unknownPlan(plan.id);
  actsFor(user, plan.participant);
  plan.expect(seen);
}
