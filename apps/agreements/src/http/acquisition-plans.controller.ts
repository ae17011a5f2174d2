import { randomUUID } from 'node:crypto';
import { actsFor, Allow, ApiPage, Clock, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AcquisitionPlan } from '../model/acquisition-plan.ts';
import { readProposal } from '../model/proposal.ts';
import { AcquisitionPlanRow, AcquisitionPlanSummaryRow } from '../queries/acquisition-plan-rows.ts';
import { acquisitionPlans } from '../queries/acquisition-plans.ts';
import { knownProfiles } from '../queries/profiles.ts';
import { AcquisitionPlans } from '../store/acquisition-plans.ts';
import { Participants } from '../store/participants.ts';
import { AcquisitionPlansRequest, DecisionRequest, DraftRequest, EditRequest } from './acquisition-plans.requests.ts';
import { asAuthor } from './plan-access.ts';
import { PlanDecisions } from './plan-decisions.ts';

const AUTHORS = ['collection-manager', 'administrator', 'service'] as const;

@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class AcquisitionPlansController {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: AcquisitionPlans,
    private readonly decisions: PlanDecisions,
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
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<AcquisitionPlanRow> {
    return this.decisions.answer(id, user);
  }

  @Post()
  @Allow(...AUTHORS)
  @ApiCreatedResponse({ type: AcquisitionPlanRow })
  async draft(@Body() body: DraftRequest, @CurrentUser() user: User): Promise<AcquisitionPlanRow> {
    actsFor(user, body.participant);
    const id = randomUUID();
    const content = readProposal(id, body, await knownProfiles(this.em));
    await this.plans.add(new AcquisitionPlan(id, body.participant, content), user);
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
    return this.decisions.take(id, user, body, asAuthor, async (plan) => {
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
    await this.plans.discard(id, async (plan) => {
      asAuthor(user, plan);
      await this.plans.expect(plan, version);
    });
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: AcquisitionPlanRow })
  submit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, body, asAuthor, async (plan) => {
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
    @Body() body: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    return this.decisions.take(id, user, body, asAuthor, (plan) => plan.withdraw());
  }

  /** Drafts another plan that says the same, to be changed; once accepted it takes the place of this one. */
  @Post(':id/amend')
  @Allow(...AUTHORS)
  @ApiCreatedResponse({ type: AcquisitionPlanRow })
  async amend(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version }: DecisionRequest,
    @CurrentUser() user: User,
  ): Promise<AcquisitionPlanRow> {
    const amendment = randomUUID();
    await this.plans.amend(id, user, async (plan) => {
      asAuthor(user, plan);
      await this.plans.expect(plan, version);
      const content = readProposal(amendment, plan.content, await knownProfiles(this.em));
      return plan.amendment(amendment, content);
    });
    return this.one(amendment, user);
  }
}
