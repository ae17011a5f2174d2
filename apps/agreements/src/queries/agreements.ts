import { LANGUAGE_COVERAGES, type LanguageCoverage } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, type Isil, type Level } from '#libs/kernel';
import { type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { type Cause, type CauseCode, CAUSES } from '../model/cause.ts';

export class CauseRow {
  @ApiProperty({ enum: CAUSES }) readonly code!: CauseCode;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly parameters!: Readonly<Record<string, string>>;
}

export class AgreementRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ description: 'AC: the level it commits to' }) readonly level!: Level;
  @ApiProperty({ type: String, nullable: true, description: 'CL' }) readonly currentLevel!: Level | null;
  @ApiProperty({ type: String, nullable: true, description: 'GL' }) readonly goalLevel!: Level | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, nullable: true }) readonly languageCoverage!: LanguageCoverage | null;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly copies!: number;
  @ApiProperty({ type: String, nullable: true, description: 'How long it is kept: a day, or `indefinite`' })
  readonly retainUntil!: string | null;
  @ApiProperty({ format: 'uuid', description: 'The acquisition plan it came from' }) readonly plan!: string;
  @ApiProperty({ description: 'How many titles it names; the plan has them' }) readonly namedTitles!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The agreement that it goes on from' })
  readonly predecessor!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day to look at it again' })
  readonly reviewOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day to say that it ends' })
  readonly noticeBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it ends before the day that was agreed' })
  readonly endedBecause!: string | null;
  @ApiProperty({ type: CauseRow, nullable: true, description: 'What made the system end it, where no person did' })
  readonly endedCause!: Cause | null;
}

export interface AgreementFilter {
  readonly participant?: Isil | undefined;
  readonly profile?: string | undefined;
  readonly plan?: string | undefined;
  /** In force on this day. */
  readonly on?: Day | undefined;
}

const SELECT = `
  select agreement.id, agreement.version, agreement.participant, participant.name as "participantName",
         agreement.profile, agreement.activity, agreement.level,
         agreement.current_level as "currentLevel", agreement.goal_level as "goalLevel",
         agreement.language_coverage as "languageCoverage",
         agreement.valid_from::text as "from", agreement.valid_to::text as "to",
         agreement.titles, agreement.copies, agreement.retain_until as "retainUntil", agreement.plan,
         agreement.predecessor, agreement.review_on::text as "reviewOn", agreement.notice_by::text as "noticeBy",
         jsonb_array_length(agreement.named) as "namedTitles", agreement.ended_because as "endedBecause",
         agreement.ended_cause as "endedCause"
    from agreement join participant on participant.isil = agreement.participant`;

const SORTED_BY = `agreement.profile collate "C", agreement.participant collate "C", agreement.id::text collate "C"`;

/** What was agreed, with whom, about what? Sorted by profile, then by participant. */
export async function agreementsMade(
  em: EntityManager,
  filter: AgreementFilter,
  page: PageRequest,
): Promise<Page<AgreementRow>> {
  const place = valuesOf(page.after, 3);
  const conditions: [string, readonly (string | undefined)[]][] = [
    ['agreement.participant = ?', [filter.participant]],
    ['agreement.profile = ?', [filter.profile]],
    ['agreement.plan = ?::uuid', [filter.plan]],
    ['?::date between agreement.valid_from and agreement.valid_to', [filter.on]],
    [`(${SORTED_BY}) > (?, ?, ?)`, place ?? [undefined]],
  ];
  const asked = conditions.filter(([, values]) => !values.includes(undefined));
  const rows = await em.execute<AgreementRow[]>(
    `${SELECT} where ${['true', ...asked.map(([sql]) => sql)].join(' and ')} order by ${SORTED_BY} limit ?`,
    [...asked.flatMap(([, values]) => values), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ profile, participant, id }) => placeOf(profile, participant, id));
}

/** What does this agreement say? */
export async function agreementOf(em: EntityManager, id: string): Promise<AgreementRow | null> {
  const [row] = await em.execute<AgreementRow[]>(`${SELECT} where agreement.id = ?`, [id]);
  return row ?? null;
}
