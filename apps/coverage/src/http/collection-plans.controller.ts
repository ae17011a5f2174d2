import { Refusal } from '#libs/kernel';
import { Allow, ApiPage, CurrentUser, type Page, PageRequest, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Header, Headers, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { CollectionPlan } from '../model/collection-plan.ts';
import { withProfiles } from '../model/network-agreement.ts';
import { planInCsv, readPlanCsv } from '../model/plan-csv.ts';
import { readPlan } from '../model/plan-text.ts';
import { planAsCsv, planAsYaml } from '../model/plan-writing.ts';
import { scopeReport } from '../model/scope-report.ts';
import { collectionPlan, collectionPlans } from '../queries/collection-plans.ts';
import { PlanRow, PlanSummaryRow } from '../queries/rows.ts';
import { ScopeReportRow } from '../queries/scope-report-rows.ts';
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

  /** Which profiles claim the same titles, and which parts of classifications no profile claims, with crosswalks and without. It advises. */
  @Get(':plan/:version/scopes')
  @ApiOkResponse({ type: ScopeReportRow })
  async scopes(@Param('plan') plan: string, @Param('version', ParseIntPipe) version: number): Promise<ScopeReportRow> {
    const { profiles, crosswalks } = readPlan(await this.yaml(plan, version));
    return scopeReport(profiles, crosswalks);
  }

  /** The text of the version, as it was uploaded. */
  @Get(':plan/:version/plan.yaml')
  @Header('content-type', 'application/yaml; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="plan.yaml"')
  @ApiProduces('application/yaml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async yaml(@Param('plan') plan: string, @Param('version', ParseIntPipe) version: number): Promise<string> {
    return (await this.one(plan, version)).yaml;
  }

  /** The version for a spreadsheet, a row for each target: semicolons, UTF-8 with a byte order mark. */
  @Get(':plan/:version/plan.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="plan.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(@Param('plan') plan: string, @Param('version', ParseIntPipe) version: number): Promise<string> {
    return planAsCsv(readPlan(await this.yaml(plan, version)));
  }

  /** Keeps a text, in YAML or CSV, as a draft: the next version of the plan that it names. Every mistake is told, and then nothing is kept. */
  @Post()
  @Allow('plan-owner', 'administrator')
  @ApiConsumes('application/yaml', 'text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: PlanRow })
  async draft(
    @Body() text: unknown,
    @Headers('content-type') type: string,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    if (typeof text !== 'string') {
      throw new Refusal(
        'collection-plan.malformed',
        'Send the text of the plan as it is, with content type application/yaml or text/csv',
      );
    }
    const { plan, version } = type.startsWith('text/csv')
      ? await this.draftProfiles(text, user)
      : await this.plans.draft(text, user.name);
    return this.one(plan, version);
  }

  /**
   * A plan as CSV has no room for its list, its crosswalks and its reference lists: those of the version before stay, as
   * far as its profiles are there.
   */
  private async draftProfiles(text: string, { name }: User): Promise<CollectionPlan> {
    const before = await this.plans.newest(planInCsv(text) ?? '');
    const content = readPlanCsv(text, before === null ? [] : readPlan(before.yaml).referenceLists);
    const write = (newest: CollectionPlan | null): string => {
      const { networkAgreements, crosswalks, referenceLists } = newest === null ? content : readPlan(newest.yaml);
      return planAsYaml({
        ...content,
        networkAgreements: withProfiles(networkAgreements, content.profiles),
        crosswalks,
        referenceLists,
      });
    };
    return this.plans.next(content.plan, write, name);
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
