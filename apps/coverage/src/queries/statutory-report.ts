import type { LoanRequestCount } from '#libs/contracts';
import { addDays, type Day, type Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import {
  codeOfCategory,
  STATUTORY_CATEGORIES,
  type StatutoryCategory,
  UNKNOWN_CATEGORIES,
} from '../model/statutory-category.ts';

const Flow = (): PropertyDecorator =>
  ApiProperty({ type: Number, nullable: true, description: 'null: known of no day of the year yet' });

/** What there was at the end of the year, and what came and went in it. */
export class StatutoryCounts {
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly copies!: number;
  @Flow() readonly addedTitles!: number | null;
  @Flow() readonly addedCopies!: number | null;
  @Flow() readonly withdrawnTitles!: number | null;
  @Flow() readonly withdrawnCopies!: number | null;
}

export class StatutoryCategoryRow extends StatutoryCounts {
  @ApiProperty({ enum: STATUTORY_CATEGORIES }) readonly category!: StatutoryCategory;
}

/** Requests for loan at other organisations. */
class RequestsRow {
  @ApiProperty() readonly filled!: number;
  @ApiProperty() readonly unfilled!: number;
}

export class StatutoryParticipantRow {
  @ApiProperty() readonly isil!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of when its data are' })
  readonly dataAsOf!: Day | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'At the end of this day its stock is known, after it what came and went; null: never delivered',
  })
  readonly knownFrom!: Day | null;
  @ApiProperty({
    type: [StatutoryCategoryRow],
    nullable: true,
    description: 'null: nothing is known of it yet at the end of the year',
  })
  readonly categories!: readonly StatutoryCategoryRow[] | null;
  @ApiProperty({ type: StatutoryCounts, nullable: true, description: 'Of books of which audience or form is unknown' })
  readonly unknown!: StatutoryCounts | null;
  @ApiProperty({ type: RequestsRow, nullable: true, description: 'null: agreements did not answer' })
  readonly requested!: RequestsRow | null;
}

/** What libraries report each year: what they have and got by category, and what they requested elsewhere. */
export class StatutoryReport {
  @ApiProperty() readonly year!: number;
  @ApiProperty({ format: 'date', description: 'The last day of the year, or today' }) readonly on!: Day;
  @ApiProperty({ format: 'date' }) readonly madeOn!: Day;
  @ApiProperty({ type: [StatutoryParticipantRow] }) readonly participants!: readonly StatutoryParticipantRow[];
}

interface Row extends StatutoryCategoryRow {
  readonly isil: Isil;
  readonly name: string;
  readonly dataAsOf: Day | null;
  readonly knownFrom: Day | null;
}

/** The newest row of each counter up to the last day, and the rows of the year: each by its key. */
const COUNTED = `
  select i.isil, coalesce(i.name, i.isil) as name, i.data_as_of::text as "dataAsOf",
         greatest(i.counted_since, k.since)::text as "knownFrom", c.category,
         coalesce(s.titles, 0)::float8 as titles, coalesce(s.copies, 0)::float8 as copies,
         coalesce(f.added_titles, 0)::float8 as "addedTitles", coalesce(f.added_copies, 0)::float8 as "addedCopies",
         coalesce(f.withdrawn_titles, 0)::float8 as "withdrawnTitles",
         coalesce(f.withdrawn_copies, 0)::float8 as "withdrawnCopies"
    from participant i
   cross join json_to_recordset(?::json) as c (place int, category text, code text)
    left join counted_profile k on k.profile = c.code and k.until is null and i.counted_since is not null
    left join lateral (
      select titles, copies from statistics_by_day d
       where d.profile = c.code and d.participant = i.number and d.day <= ?::date order by d.day desc limit 1) s on true
    left join lateral (
      select sum(added_titles) as added_titles, sum(added_copies) as added_copies,
             sum(withdrawn_titles) as withdrawn_titles, sum(withdrawn_copies) as withdrawn_copies
        from statistics_by_day d
       where d.profile = c.code and d.participant = i.number and d.day between ?::date and ?::date) f on true
   where case when ?::text is null then i.version > 0 and (i.valid_to is null or i.valid_to >= ?::date) else i.isil = ? end
   order by name, i.isil, c.place`;

/** What did participants, or one of them, have and get in a year, by category? Without what was requested. */
export async function statutoryReport(
  em: EntityManager,
  asked: { readonly year: number; readonly participant: Isil | null },
  today: Day,
): Promise<StatutoryReport> {
  const { year, participant } = asked;
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const on = to < today ? to : today;
  const categories = STATUTORY_CATEGORIES.map((category, place) => ({
    place,
    category,
    code: codeOfCategory(category),
  }));
  const rows = await em.execute<Row[]>(COUNTED, [
    JSON.stringify(categories),
    on,
    from,
    on,
    participant,
    from,
    participant,
  ]);
  const participants = [...Map.groupBy(rows, ({ isil }) => isil).values()].map((theirs) => reported(theirs, on));
  return { year, on, madeOn: today, participants };
}

function reported(rows: readonly Row[], on: Day): StatutoryParticipantRow {
  const { isil, name, dataAsOf, knownFrom } = rows[0]!;
  const known = knownFrom !== null && knownFrom <= on;
  const counted = rows.map((row) => (knownFrom !== null && knownFrom < on ? row : withoutFlows(row)));
  const of = (row: Row): StatutoryCategoryRow => Object.assign(countsOf([row]), { category: row.category });
  const unknown = counted.filter(({ category }) => UNKNOWN_CATEGORIES.includes(category));
  return {
    isil,
    name,
    dataAsOf,
    knownFrom,
    categories: known ? counted.map(of) : null,
    unknown: known ? countsOf(unknown) : null,
    requested: null,
  };
}

/** At the end of the day that its stock is known from, nothing can have come or gone. */
function withoutFlows(row: Row): Row {
  const flows = { addedTitles: null, addedCopies: null, withdrawnTitles: null, withdrawnCopies: null };
  return Object.assign({}, row, flows);
}

/** What counts come to together; of what came and went, as far as it is known. */
export function countsOf(rows: readonly StatutoryCounts[]): StatutoryCounts {
  const known = (of: keyof StatutoryCounts): number[] => rows.flatMap((row) => row[of] ?? []);
  const sum = (of: keyof StatutoryCounts): number => known(of).reduce((total, count) => total + count, 0);
  const flow = (of: keyof StatutoryCounts): number | null => (known(of).length === 0 ? null : sum(of));
  return {
    titles: sum('titles'),
    copies: sum('copies'),
    addedTitles: flow('addedTitles'),
    addedCopies: flow('addedCopies'),
    withdrawnTitles: flow('withdrawnTitles'),
    withdrawnCopies: flow('withdrawnCopies'),
  };
}

/** The same report with what was requested; who requested nothing has zero of both. */
export function withRequests(report: StatutoryReport, requests: readonly LoanRequestCount[]): StatutoryReport {
  const made = new Map(requests.map((it) => [it.participant, it]));
  const participants = report.participants.map((row) => {
    const { filled = 0, unfilled = 0 } = made.get(row.isil) ?? {};
    return Object.assign({}, row, { requested: { filled, unfilled } });
  });
  return Object.assign({}, report, { participants });
}

/** The first day from which on all that came and went in the year is known; `null`: of none, or from its beginning on. */
export function flowsKnownFrom({ year, participants }: StatutoryReport): Day | null {
  const days = participants.flatMap(({ knownFrom }) => (knownFrom === null ? [] : [knownFrom]));
  const latest = days.toSorted().at(-1);
  return latest === undefined || latest < `${year}-01-01` ? null : addDays(latest, 1);
}
