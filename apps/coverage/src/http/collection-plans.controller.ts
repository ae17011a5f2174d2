import { Refusal } from '#libs/kernel';
import { Allow, ApiPage, CurrentUser, type Page, PageRequest, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { collectionPlan, collectionPlans } from '../queries/collection-plans.ts';
import { PlanRow, PlanSummaryRow } from '../queries/rows.ts';
import { CollectionPlans, unknownPlan } from '../store/collection-plans.ts';
import { AdoptRequest } from './collection-plans.requests.ts';

@ApiTags('collection plan')
@ApiBearerAuth()
@Controller('collection-plans')
export class CollectionPlansController {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: CollectionPlans,
  ) {}

  @Get()
  @ApiPage(PlanSummaryRow)
  list(@Query() asked: PageRequest): Promise<Page<PlanSummaryRow>> {
    return collectionPlans(this.em, asked);
  }

  @Get('current')
  @ApiOkResponse({ type: PlanRow })
  async current(): Promise<PlanRow> {
    const found = await collectionPlan(this.em, 'current');
    if (found !== null) return found;
    throw new Refusal('collection-plan.unknown', 'No collection plan is in force yet; a plan owner can adopt one');
  }

  @Get(':plan/:version')
  @ApiOkResponse({ type: PlanRow })
  async one(@Param('plan') plan: string, @Param('version', ParseIntPipe) version: number): Promise<PlanRow> {
    const found = await collectionPlan(this.em, { plan, version });
    if (found === null) throw unknownPlan(plan, version);
    return found;
  }

  /** Keeps a text as a draft: the next version of the plan that it names. Every mistake is told, and then nothing is kept. */
  @Post()
  @Allow('plan-owner', 'administrator')
  @ApiConsumes('application/yaml')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: PlanRow })
  async draft(@Body() yaml: unknown, @CurrentUser() user: User): Promise<PlanRow> {
    if (typeof yaml !== 'string') {
      throw new Refusal(
        'collection-plan.malformed',
        'Send the text of the plan as it is, with content type application/yaml',
      );
    }
    const { plan, version } = await this.plans.draft(yaml, user.name);
    return this.one(plan, version);
  }

  /** Puts a version in force. When another is in force, `supersedes` must be its token, so that nobody replaces it unawares. */
  @Post(':plan/:version/adopt')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: PlanRow })
  async adopt(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: AdoptRequest,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    await this.plans.adopt(plan, version, { supersedes: body?.supersedes ?? null, by: user.name });
    return this.one(plan, version);
  }
}
