import { LANGUAGE_COVERAGES, type LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, type Isil, LEVELS, type Level } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { barredInWords, fitInWords, nobodyInReach } from '../model/candidate-words.ts';
import { type Candidate, candidatesFor, type Undertaking } from '../model/candidates.ts';
import { type Asked, type Barred, distanceOf } from '../model/capacity.ts';
import type { PlanVersion, Profile } from '../model/collection-plan.ts';
import { capacities } from './capacities.ts';
import { ConcernedRow, NameRow } from './rows.ts';

export class FitPointsRow {
  @ApiProperty({ description: 'Of 50: the level held beside the level asked' }) readonly level!: number;
  @ApiProperty({ description: "Of 25: the share of the network's titles in the profile" }) readonly titles!: number;
  @ApiProperty({ description: 'Of 15: used to the languages and audiences that the profile names' })
  readonly reach!: number;
  @ApiProperty({ description: 'Of 10: room beside what it carries' }) readonly room!: number;
}

class ReachRow {
  @ApiProperty({ type: [String], description: 'What the profile names' }) readonly asked!: readonly string[];
  @ApiProperty({ type: [String], description: 'What of it the participant is used to' })
  readonly known!: readonly string[];
}

class LoadRow {
  @ApiProperty({ description: 'Activities of profiles that it is responsible for' }) readonly responsibilities!: number;
  @ApiProperty({ description: 'Titles that it agreed to acquire' }) readonly titles!: number;
  @ApiProperty({ description: 'Copies that it agreed to acquire' }) readonly copies!: number;
}

/** The agreement that it would be, as a change of a scenario is sent. */
export class UndertakingRow implements Undertaking {
  @ApiProperty({ enum: ['agreement-added'] }) readonly kind!: 'agreement-added';
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ enum: LEVELS, description: 'AC' }) readonly level!: Level;
  @ApiProperty({ enum: LEVELS, nullable: true, description: 'CL' }) readonly currentLevel!: Level | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, nullable: true }) readonly languageCoverage!: null;
  @ApiProperty({ format: 'date' }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) readonly to!: Day;
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly copies!: number;
}

/** A participant that could take it on. */
export class CandidateRow {
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty({ description: 'Out of a hundred: the sum of the points' }) readonly total!: number;
  @ApiProperty({ type: FitPointsRow }) readonly points!: FitPointsRow;
  @ApiProperty({ type: String, nullable: true, description: 'CL: the level that it says it has in the profile' })
  readonly declared!: Level | null;
  @ApiProperty({ type: Number, nullable: true, description: "Whole level by the share of the network's titles" })
  readonly measured!: number | null;
  @ApiProperty({ description: 'Whole levels below what is asked, by the higher of the two' }) readonly short!: number;
  @ApiProperty({ description: 'Whether that is near enough to grow into' }) readonly withinReach!: boolean;
  @ApiProperty({ description: 'Titles that it has in the profile' }) readonly titles!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of all titles in the profile, 0 to 1' })
  readonly share!: number | null;
  @ApiProperty({ type: ReachRow }) readonly language!: ReachRow;
  @ApiProperty({ type: ReachRow }) readonly audience!: ReachRow;
  @ApiProperty({ description: 'Share of the languages and audiences named that is strange to it, 0 to 1' })
  readonly distance!: number;
  @ApiProperty({ type: LoadRow, description: 'What it carries on the day' }) readonly load!: LoadRow;
  @ApiProperty({ type: NameRow, description: 'Why, in words' }) readonly reason!: NameRow;
  @ApiProperty({ type: UndertakingRow }) readonly undertaking!: UndertakingRow;
}

export class BarredRow {
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty({ enum: ['closed', 'merged', 'not-yet', 'responsible', 'below', 'promised'] }) readonly code!: Barred;
  @ApiProperty({ type: NameRow }) readonly because!: NameRow;
  @ApiProperty({ type: String, nullable: true, description: 'AC of who is responsible already' })
  readonly level!: Level | null;
}

/** Who could take on an activity of a profile. */
export class CandidacyRow {
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: NameRow }) readonly profileName!: LocalisedName;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ type: String, nullable: true, description: 'What the plan asks; null: nothing' })
  readonly level!: Level | null;
  @ApiProperty({ format: 'date', description: 'The day that is looked at' }) readonly on!: Day;
  @ApiProperty({ description: 'Responsibilities that a participant carries on average' }) readonly average!: number;
  @ApiProperty({ type: [CandidateRow], description: 'The best first; who is not within reach last' })
  readonly candidates!: readonly CandidateRow[];
  @ApiProperty({ type: NameRow, nullable: true, description: 'That nobody is within reach, when that is so' })
  readonly nobody!: NameRow | null;
  @ApiProperty({ type: [BarredRow], description: 'Who cannot' }) readonly barred!: readonly BarredRow[];
}

/** Who could take on this activity of this profile, on a day? */
export async function candidates(
  em: EntityManager,
  plan: PlanVersion,
  profile: Profile,
  activity: Activity,
  on: Day,
): Promise<CandidacyRow> {
  const level = profile.targets.find((target) => target.activity === activity)?.level ?? null;
  const asked: Asked = { profile, activity, level };
  const known = await capacities(em, plan, on, [profile.code, ...kindred(plan, profile)]);
  const { candidates: found, barred, average } = candidatesFor(asked, known);
  return {
    profile: profile.code,
    profileName: profile.name,
    activity,
    level,
    on,
    average,
    candidates: found.map((candidate) => candidateRow(asked, candidate, average)),
    nobody: found.some(({ withinReach }) => withinReach) ? null : nobodyInReach(asked),
    barred: barred.map(({ participant: { isil, name }, because, level: committed }) => ({
      participant: { isil, name },
      code: because,
      because: barredInWords(because),
      level: committed,
    })),
  };
}

/** The profiles that name a language or an audience that this one names: who has them is used to it. */
function kindred(plan: PlanVersion, { scope }: Profile): string[] {
  const [languages, audiences] = [new Set(scope.language), new Set(scope.audience)];
  return plan.profiles
    .filter(
      (it) =>
        it.scope.language.some((one) => languages.has(one)) || it.scope.audience.some((one) => audiences.has(one)),
    )
    .map(({ code }) => code);
}

function candidateRow(
  asked: Asked,
  { participant, fit, withinReach, undertaking }: Candidate,
  average: number,
): CandidateRow {
  const { total, points, declared, measured, short, titles, ofTitles, language, audience, load } = fit;
  return {
    participant: { isil: participant.isil, name: participant.name },
    total,
    points,
    declared,
    measured,
    short,
    withinReach,
    titles,
    share: ofTitles === 0 ? null : titles / ofTitles,
    language,
    audience,
    distance: distanceOf(language, audience),
    load,
    reason: fitInWords(asked, participant, fit, average),
    undertaking: undertaking as UndertakingRow,
  };
}
