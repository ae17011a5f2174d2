import { randomUUID } from 'node:crypto';
import { Refusal } from '#libs/kernel';
import { Allow, Clock, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { DivisionProposal } from '../model/division-proposal.ts';
import { changesOf } from '../model/division-scenario.ts';
import { DEFAULT_FACTOR } from '../model/division.ts';
import { Scenario } from '../model/scenario.ts';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { divisionRow, DivisionRow, divisionSummary, DivisionSummaryRow } from '../queries/division-rows.ts';
import { ScenarioSummaryRow } from '../queries/scenario-rows.ts';
import { summaryOf } from '../queries/scenarios.ts';
import { Dividing } from '../store/dividing.ts';
import { Divisions, type KeptDivision } from '../store/divisions.ts';
import { ScenarioEvaluation } from '../store/scenario-evaluation.ts';
import { Scenarios } from '../store/scenarios.ts';
import { csvOfDivision } from './division-csv.ts';
import { DEFAULT_SECONDS, DivisionRequest, DivisionScenarioRequest } from './divisions.requests.ts';
import { MOST_CHANGES } from './scenarios.requests.ts';

/** Proposals to divide all that the plan asks over the participants. None of it changes what is. */
@ApiTags('divisions')
@ApiBearerAuth()
@Allow('plan-owner', 'administrator')
@Controller('divisions')
export class DivisionsController {
  constructor(
    private readonly em: EntityManager,
    private readonly dividing: Dividing,
    private readonly divisions: Divisions,
    private readonly evaluation: ScenarioEvaluation,
    private readonly scenarios: Scenarios,
    private readonly clock: Clock,
  ) {}

  /** Those that are kept, the newest first. */
  @Get()
  @ApiOkResponse({ type: [DivisionSummaryRow] })
  async list(): Promise<DivisionSummaryRow[]> {
    return (await this.divisions.newest(this.em.fork())).map(divisionSummary);
  }

  /** Begins one; one at a time is worked out. */
  @Post()
  @ApiCreatedResponse({ type: DivisionRow })
  async begin(@Body() asked: DivisionRequest, @CurrentUser() user: User): Promise<DivisionRow> {
    const { factor = DEFAULT_FACTOR, moves = false, seconds = DEFAULT_SECONDS } = asked;
    const id = await this.dividing.begin(user, { factor, moves, seconds });
    return this.one(id);
  }

  /** How far it is, and what it proposes once it is done. */
  @Get(':id')
  @ApiOkResponse({ type: DivisionRow })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<DivisionRow> {
    return divisionRow(await this.kept(id));
  }

  @Get(':id/lines.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="division.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(@Param('id', ParseUUIDPipe) id: string): Promise<string> {
    const kept = await this.kept(id);
    proposed(kept);
    return csvOfDivision(divisionRow(kept).proposal!);
  }

  /** Stops one that is being worked out; one that has ended stays as it is. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: DivisionRow })
  async cancel(@Param('id', ParseUUIDPipe) id: string): Promise<DivisionRow> {
    await this.kept(id);
    await this.dividing.cancel(id);
    return this.one(id);
  }

  /** Makes a scenario of it, of whoever asks: its lines are the changes. */
  @Post(':id/scenario')
  @ApiCreatedResponse({ type: ScenarioSummaryRow })
  async scenario(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { name, language = 'nl' }: DivisionScenarioRequest,
    @CurrentUser() user: User,
  ): Promise<ScenarioSummaryRow> {
    const changes = changesOf(proposed(await this.kept(id)), language, randomUUID);
    if (changes.length > MOST_CHANGES) {
      throw new Refusal(
        'division.too-large',
        `It has ${changes.length} changes, and a scenario has ${MOST_CHANGES} at most; take its lines as CSV`,
        [],
        { changes: changes.length, most: MOST_CHANGES },
      );
    }
    const { plan } = await atOneMoment(this.em, (tx) => this.evaluation.base(tx));
    const content = { name: name.trim(), on: null, shared: false, changes };
    const scenario = new Scenario(randomUUID(), user, plan, content, this.clock.now());
    await this.scenarios.add(scenario);
    return summaryOf(scenario, user);
  }

  private kept(id: string): Promise<KeptDivision> {
    return this.divisions.one(this.em.fork(), id);
  }
}

function proposed({ proposal, id }: KeptDivision): DivisionProposal {
  if (proposal !== null) return proposal;
  throw new Refusal('division.nothing-proposed', `Division ${id} proposes nothing: it is not done`);
}
