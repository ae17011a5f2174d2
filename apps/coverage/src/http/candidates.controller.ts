import type { FlagKind } from '#libs/contracts';
import { ACTIVITIES, type Activity, Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { candidates, CandidacyRow } from '../queries/candidates.ts';
import { flagTarget } from '../queries/flag-target.ts';
import { unknownFlag } from '../store/follow-ups.ts';
import { ScenarioEvaluation } from '../store/scenario-evaluation.ts';
import { csvOfCandidates } from './candidates-csv.ts';

/** Gaps that somebody could take on. */
const TAKEN_ON: ReadonlySet<FlagKind> = new Set<FlagKind>([
  'gap.unowned',
  'gap.level',
  'gap.redundancy',
  'gap.volume',
  'gap.preservation',
  'gap.upcoming',
]);

class CandidatesRequest {
  @ApiProperty({ enum: ACTIVITIES }) @IsIn(ACTIVITIES) readonly activity!: Activity;
}

/** Who could take on what, ranked, with the reasons. */
@ApiTags('candidates')
@ApiBearerAuth()
@Controller()
export class CandidatesController {
  constructor(
    private readonly em: EntityManager,
    private readonly evaluation: ScenarioEvaluation,
  ) {}

  /** Who could take on an activity of a profile, whether the plan asks it or not. */
  @Get('coverage/profiles/:code/candidates')
  @ApiOkResponse({ type: CandidacyRow })
  forProfile(@Param('code') code: string, @Query() { activity }: CandidatesRequest): Promise<CandidacyRow> {
    return atOneMoment(this.em, (tx) => this.found(tx, code, activity, null));
  }

  @Get('coverage/profiles/:code/candidates.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="candidates.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async fileForProfile(@Param('code') code: string, @Query() asked: CandidatesRequest): Promise<string> {
    return csvOfCandidates(await this.forProfile(code, asked));
  }

  /** Who could take on what a gap is about; of one that is still to come, as it will be on its first day. */
  @Get('flags/:id/candidates')
  @ApiOkResponse({ type: CandidacyRow })
  forFlag(@Param('id', ParseUUIDPipe) id: string): Promise<CandidacyRow> {
    return atOneMoment(this.em, async (tx) => {
      const flag = await flagTarget(tx, id);
      if (flag === null) throw unknownFlag(id);
      const { kind, profile, activity, on } = flag;
      if (activity !== null && TAKEN_ON.has(kind)) return await this.found(tx, profile, activity, on);
      throw new Refusal(
        'flag.nothing-to-take-on',
        `A flag of kind ${kind} is not about something that somebody could take on; ask it of a gap`,
      );
    });
  }

  @Get('flags/:id/candidates.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="candidates.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async fileForFlag(@Param('id', ParseUUIDPipe) id: string): Promise<string> {
    return csvOfCandidates(await this.forFlag(id));
  }

  private async found(
    tx: EntityManager,
    code: string,
    activity: Activity,
    later: CandidacyRow['on'] | null,
  ): Promise<CandidacyRow> {
    const { plan, on } = await this.evaluation.base(tx);
    const profile = plan.profiles.find((it) => it.code === code);
    if (profile !== undefined) {
      return await candidates(tx, plan, profile, activity, later !== null && later > on ? later : on);
    }
    throw new Refusal(
      'profile.unknown',
      `The collection plan in force has no profile '${code}'; the matrix lists them`,
    );
  }
}
