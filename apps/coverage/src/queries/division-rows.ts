import { FLAG_KINDS, type FlagKind, type LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, LEVELS, type Level } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import type { DivisionProposal, RemainsBecause } from '../model/division-proposal.ts';
import { DIVISION_STATES, type DivisionState, type KeptDivision } from '../store/divisions.ts';
import { FitPointsRow } from './candidates.ts';
import { ConcernedRow, NameRow } from './rows.ts';

class DivisionSettingsRow {
  @ApiProperty({ description: 'Nobody carries more than so many times an even share' }) readonly factor!: number;
  @ApiProperty({ description: 'Whether agreements that there are may end' }) readonly moves!: boolean;
  @ApiProperty({ description: 'Seconds that it may take' }) readonly seconds!: number;
}

/** A division in short. */
export class DivisionSummaryRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Who asked for it' }) readonly owner!: string;
  @ApiProperty({ description: 'The version of the collection plan that it divides' }) readonly plan!: string;
  @ApiProperty({ format: 'date' }) readonly on!: Day;
  @ApiProperty({ type: DivisionSettingsRow }) readonly settings!: DivisionSettingsRow;
  @ApiProperty({ enum: DIVISION_STATES, description: 'nothing: none was found in time' })
  readonly state!: DivisionState;
  @ApiProperty({ description: 'Seconds that it has been sought' }) readonly seconds!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How far from the best at most, as a share; null: not known',
  })
  readonly gap!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether it is proved that there is none better' })
  readonly optimal!: boolean | null;
  @ApiProperty({ format: 'date-time' }) readonly madeAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly endedAt!: string | null;
}

class TaskRow {
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly profileName!: LocalisedName;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ enum: LEVELS }) readonly level!: Level;
}

export class DivisionLineRow extends TaskRow {
  @ApiProperty({ enum: ['takes-on', 'raises', 'ends'] }) readonly kind!: 'takes-on' | 'raises' | 'ends';
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty({ type: Number, nullable: true, description: 'How well it fits, out of a hundred' })
  readonly total!: number | null;
  @ApiProperty({ type: FitPointsRow, nullable: true }) readonly points!: FitPointsRow | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Its place among those who could' })
  readonly place!: number | null;
  @ApiProperty({ description: 'How many could' }) readonly ofOptions!: number;
  @ApiProperty({ enum: FLAG_KINDS, isArray: true, description: 'Gaps of the task that the division closes' })
  readonly closes!: readonly FlagKind[];
  @ApiProperty({ type: NameRow, description: 'Why, in words' }) readonly reason!: NameRow;
}

class ClosedGapRow extends TaskRow {
  @ApiProperty({ enum: FLAG_KINDS }) readonly gap!: FlagKind;
}

class RemainingGapRow extends TaskRow {
  @ApiProperty({ enum: FLAG_KINDS, isArray: true }) readonly gaps!: readonly FlagKind[];
  @ApiProperty({ enum: ['nobody-near', 'too-few', 'full', 'undeclared', 'weighed'] })
  readonly because!: RemainsBecause;
  @ApiProperty({ type: NameRow }) readonly reason!: NameRow;
}

class DividedLoadRow {
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty() readonly before!: number;
  @ApiProperty() readonly after!: number;
  @ApiProperty({ description: 'What it may carry at most' }) readonly most!: number;
}

class DividedTasksRow {
  @ApiProperty({ description: 'Activities of profiles that the plan asks for' }) readonly asked!: number;
  @ApiProperty({ description: 'Of those, as the plan asks now' }) readonly metBefore!: number;
  @ApiProperty({ description: 'Of those, as the plan asks with what is proposed' }) readonly metAfter!: number;
}

export class DivisionProposalRow {
  @ApiProperty({ description: 'What all would carry if all carried as much' }) readonly evenShare!: number;
  @ApiProperty({ type: DividedTasksRow }) readonly tasks!: DividedTasksRow;
  @ApiProperty({ type: [DivisionLineRow] }) readonly lines!: readonly DivisionLineRow[];
  @ApiProperty({ type: [ClosedGapRow], description: 'Gaps that it closes' }) readonly closed!: readonly ClosedGapRow[];
  @ApiProperty({ type: [RemainingGapRow], description: 'What stays open, and why' })
  readonly remaining!: readonly RemainingGapRow[];
  @ApiProperty({ type: [DividedLoadRow], description: 'What each carries, before and after' })
  readonly loads!: readonly DividedLoadRow[];
}

export class DivisionRow extends DivisionSummaryRow {
  @ApiProperty({ type: DivisionProposalRow, nullable: true }) readonly proposal!: DivisionProposalRow | null;
}

export function divisionSummary(kept: Omit<KeptDivision, 'proposal'>): DivisionSummaryRow {
  const { id, ownerName, plan, planVersion, on, settings, state, headway, optimal, madeAt, endedAt } = kept;
  const { seconds, gap } = headway;
  return {
    id,
    owner: ownerName,
    plan: `${plan}/${planVersion}`,
    on,
    settings,
    state,
    seconds,
    gap,
    optimal,
    madeAt: new Date(madeAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  };
}

export function divisionRow(kept: KeptDivision): DivisionRow {
  return Object.assign(divisionSummary(kept), {
    proposal: kept.proposal === null ? null : proposalRow(kept.proposal),
  });
}

function proposalRow({ evenShare, tasks, lines, closed, remaining, loads }: DivisionProposal): DivisionProposalRow {
  return {
    evenShare,
    tasks,
    lines: lines.map(({ fit, undertaking: _undertaking, ends: _ends, ...line }) => ({
      ...line,
      total: fit?.total ?? null,
      points: fit?.points ?? null,
    })),
    closed,
    remaining,
    loads,
  };
}
