import { randomUUID } from 'node:crypto';
import { Refusal } from '#libs/kernel';
import { Allow, ApiPage, Clock, CurrentUser, type Page, PageRequest, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { planAsYaml } from '../model/plan-writing.ts';
import { readPlan } from '../model/plan-text.ts';
import { branchOf } from '../model/scenario-branch.ts';
import { byItself } from '../model/scenario-change.ts';
import { Scenario } from '../model/scenario.ts';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { effectOf, outcomeFigures, outcomeFlags, pageOfFlags } from '../queries/scenario-outcome.ts';
import {
  DraftedRow,
  OutcomeFlagFilter,
  OutcomeFlagRow,
  OutcomeFlagsRequest,
  OutcomeRequest,
  OutcomeRow,
  ProposalRow,
  ScenarioRow,
  ScenarioSummaryRow,
} from '../queries/scenario-rows.ts';
import { changesInWords, participantNames, scenarios, summaryOf } from '../queries/scenarios.ts';
import { CollectionPlans } from '../store/collection-plans.ts';
import { HoldersInMemory } from '../store/holders-in-memory.ts';
import { type Evaluation, ScenarioEvaluation } from '../store/scenario-evaluation.ts';
import { trunkOf } from '../store/scenario-facts.ts';
import { Scenarios } from '../store/scenarios.ts';
import { csvOfOutcome } from './scenario-outcome-csv.ts';
import { EditScenarioRequest, RemoveScenarioRequest, ScenarioRequest } from './scenarios.requests.ts';
import { contentOf } from './scenario-content.ts';

/** What would be if: branches of the plan, the agreements and the participants. None of it changes what is. */
@ApiTags('scenarios')
@ApiBearerAuth()
@Controller('scenarios')
export class ScenariosController {
  constructor(
    private readonly em: EntityManager,
    private readonly kept: Scenarios,
    private readonly evaluation: ScenarioEvaluation,
    private readonly holders: HoldersInMemory,
    private readonly plans: CollectionPlans,
    private readonly clock: Clock,
  ) {}

  /** One's own, and those that others share. Whoever looks at them will ask what would come of one. */
  @Get()
  @ApiPage(ScenarioSummaryRow)
  list(@Query() asked: PageRequest, @CurrentUser() user: User): Promise<Page<ScenarioSummaryRow>> {
    this.holders.expectQuestions(this.em);
    return scenarios(this.em, user, asked);
  }

  @Post()
  @Allow('plan-owner', 'administrator')
  @ApiCreatedResponse({ type: ScenarioRow })
  async add(@Body() body: ScenarioRequest, @CurrentUser() user: User): Promise<ScenarioRow> {
    const content = contentOf(body);
    const base = await this.checked(content);
    const scenario = new Scenario(randomUUID(), user, base, content, this.clock.now());
    await this.kept.add(scenario);
    return this.one(scenario.id, user);
  }

  @Get(':id')
  @ApiOkResponse({ type: ScenarioRow })
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<ScenarioRow> {
    return atOneMoment(this.em, async (tx) => {
      const scenario = await this.kept.seen(tx, id, user);
      const { plan } = await this.evaluation.base(tx);
      return Object.assign(summaryOf(scenario, user), { changes: await changesInWords(tx, plan, scenario) });
    });
  }

  @Put(':id')
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: ScenarioRow })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditScenarioRequest,
    @CurrentUser() user: User,
  ): Promise<ScenarioRow> {
    const content = contentOf(body);
    await this.checked(content);
    await this.kept.change(id, user, (scenario) => scenario.edit(user, body.version, content, this.clock.now()));
    return this.one(id, user);
  }

  /** Nothing of it is kept. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('plan-owner', 'administrator')
  @ApiNoContentResponse()
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: RemoveScenarioRequest,
    @CurrentUser() user: User,
  ): Promise<void> {
    await this.kept.remove(id, user, (scenario) => {
      scenario.refuseOthers(user);
      scenario.expect(version);
    });
  }

  /** What it comes to per profile and kind of flag, beside what is or beside another scenario, all at one moment. */
  @Get(':id/outcome')
  @ApiOkResponse({ type: OutcomeRow })
  outcome(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { against }: OutcomeRequest,
    @CurrentUser() user: User,
  ): Promise<OutcomeRow> {
    return this.evaluated(id, against, user, async (tx, evaluation, [scenario, other]) => ({
      scenario: summaryOf(scenario!, user),
      against: other === undefined ? null : summaryOf(other, user),
      ...(await outcomeFigures(tx, evaluation)),
    }));
  }

  /** The flags that it raises, clears or changes. */
  @Get(':id/flags')
  @ApiPage(OutcomeFlagRow)
  flags(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() asked: OutcomeFlagsRequest,
    @CurrentUser() user: User,
  ): Promise<Page<OutcomeFlagRow>> {
    return this.evaluated(id, asked.against, user, async (tx, evaluation) =>
      pageOfFlags(outcomeFlags(evaluation, await participantNames(tx), asked), asked),
    );
  }

  /** All of these flags that match, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get(':id/flags.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="scenario.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  file(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() asked: OutcomeFlagFilter,
    @CurrentUser() user: User,
  ): Promise<string> {
    return this.evaluated(id, asked.against, user, async (tx, evaluation) =>
      csvOfOutcome(outcomeFlags(evaluation, await participantNames(tx), asked)),
    );
  }

  /**
   * Its changes as proposals, each with its reason and with what it would come to if nothing else were changed, but for
   * the addition of the profile that it is about.
   */
  @Get(':id/proposals')
  @ApiOkResponse({ type: [ProposalRow] })
  proposals(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<ProposalRow[]> {
    return atOneMoment(this.em, async (tx) => {
      const { changes, on } = await this.kept.seen(tx, id, user);
      const { plan } = await this.evaluation.base(tx);
      const words = await changesInWords(tx, plan, { changes });
      const alone = changes.map((change, place) => ({ on, changes: byItself(change, changes.slice(0, place)) }));
      const evaluation = alone.length === 0 ? null : await this.evaluation.evaluate(tx, alone);
      return words.map((row, place) =>
        Object.assign(row, {
          because: row.change.because,
          effect: effectOf(evaluation!, evaluation!.branches[place]!),
        }),
      );
    });
  }

  /** Makes a draft version of the collection plan of what the scenario changes of it. What is in force stays so. */
  @Post(':id/draft')
  @Allow('plan-owner', 'administrator')
  @ApiCreatedResponse({ type: DraftedRow })
  async draft(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<DraftedRow> {
    const yaml = await atOneMoment(this.em, async (tx) => {
      const { changes } = await this.kept.seen(tx, id, user);
      const { plan } = await this.evaluation.base(tx);
      const branch = branchOf(await trunkOf(tx, plan, changes), changes);
      const text = planAsYaml(branch.plan);
      if (text !== planAsYaml(plan)) return text;
      throw new Refusal(
        'scenario.plan-unchanged',
        'This scenario changes nothing of the plan itself, so that there is nothing to draft',
      );
    });
    const { plan: code, version } = await this.plans.draft(yaml, user.name);
    return { code, version };
  }

  /** Refuses what the plan could not say. Gives what it branches off from. */
  private checked({ changes, on }: ReturnType<typeof contentOf>): Promise<{ plan: string; version: number }> {
    return atOneMoment(this.em, async (tx) => {
      const base = await this.evaluation.base(tx);
      if (on !== null && on < base.on) {
        throw new Refusal('scenario.day-over', `${on} is over; choose ${base.on} or a later day`);
      }
      readPlan(planAsYaml(branchOf(await trunkOf(tx, base.plan, changes), changes).plan));
      return base.plan;
    });
  }

  private evaluated<Answer>(
    id: string,
    against: string | undefined,
    user: User,
    answer: (tx: EntityManager, evaluation: Evaluation, scenarios: readonly Scenario[]) => Promise<Answer>,
  ): Promise<Answer> {
    return atOneMoment(this.em, async (tx) => {
      const compared = [await this.kept.seen(tx, id, user)];
      if (against !== undefined) compared.push(await this.kept.seen(tx, against, user));
      return await answer(tx, await this.evaluation.evaluate(tx, compared), compared);
    });
  }
}
