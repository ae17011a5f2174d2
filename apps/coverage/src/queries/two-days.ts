import { FLAG_KINDS, type FlagKind, type LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { atOneMoment } from './at-one-moment.ts';
import { collectionPlan } from './collection-plans.ts';
import { NameRow } from './rows.ts';

/** How many there were on the one day and on the other; `null` where that is not known. */
class Both {
  @ApiProperty({ type: Number, nullable: true }) readonly before!: number | null;
  @ApiProperty() readonly after!: number;
}

/** What came and went after the one day, up to and including the other. */
class CameAndWent {
  @ApiProperty() readonly added!: number;
  @ApiProperty() readonly withdrawn!: number;
  @ApiProperty({
    description: 'The rest of the difference: merged, described otherwise, another plan, a first delivery',
  })
  readonly otherwise!: number;
}

class ComparedParticipant {
  @ApiProperty() readonly isil!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of its first delivery' })
  readonly knownFrom!: Day | null;
  @ApiProperty({ type: Both }) readonly titles!: Both;
  @ApiProperty({ type: Both }) readonly copies!: Both;
  @ApiProperty({ type: CameAndWent }) readonly titleFlow!: CameAndWent;
  @ApiProperty({ type: CameAndWent }) readonly copyFlow!: CameAndWent;
}

class ComparedFlag {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: FLAG_KINDS }) readonly kind!: FlagKind;
  @ApiProperty({ enum: ACTIVITIES, nullable: true }) readonly activity!: Activity | null;
  @ApiProperty({ type: [String] }) readonly participants!: readonly string[];
  @ApiProperty() readonly openThen!: boolean;
  @ApiProperty() readonly openNow!: boolean;
}

class ComparedProfile {
  @ApiProperty({ description: 'Empty for what no profile covers' }) readonly code!: string;
  @ApiProperty({ type: NameRow, nullable: true }) readonly name!: LocalisedName | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Figures are known from this day on' })
  readonly knownFrom!: Day | null;
  @ApiProperty({ type: Both, description: 'Distinct titles of the network' }) readonly titles!: Both;
  @ApiProperty({ type: Both, description: 'Titles of all participants together' }) readonly holdings!: Both;
  @ApiProperty({ type: Both }) readonly copies!: Both;
  @ApiProperty({ type: CameAndWent, description: 'Of the titles of all participants together' })
  readonly titleFlow!: CameAndWent;
  @ApiProperty({ type: CameAndWent }) readonly copyFlow!: CameAndWent;
  @ApiProperty({ type: Both, description: 'Participants with an agreement in force' }) readonly responsible!: Both;
  @ApiProperty({ type: Both, description: 'Flags that were open at the end of the day' }) readonly flags!: Both;
  @ApiProperty({ type: [ComparedParticipant] }) readonly participants!: readonly ComparedParticipant[];
}

/** What the network had, and which flags stood, on two days. */
export class TwoDays {
  @ApiProperty({ format: 'date' }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) readonly to!: Day;
  @ApiProperty({ description: 'Code and version of the plan in force, by whose profiles is compared' })
  readonly plan!: string;
  @ApiProperty({ type: [ComparedProfile], description: 'In the order of the plan, then what no profile covers' })
  readonly profiles!: readonly ComparedProfile[];
  @ApiProperty({ type: [ComparedFlag], description: 'Of one profile: open on one of the days, at most a thousand' })
  readonly flags!: readonly ComparedFlag[];
}

interface Counted {
  readonly code: string;
  readonly participant: number;
  readonly isil: string | null;
  readonly name: string | null;
  readonly knownFrom: Day | null;
  readonly titlesThen: number;
  readonly titlesNow: number;
  readonly copiesThen: number;
  readonly copiesNow: number;
  readonly addedTitles: number;
  readonly withdrawnTitles: number;
  readonly addedCopies: number;
  readonly withdrawnCopies: number;
}

/** Each profile and participant with its newest rows up to both days, each by its key, and what came in between. */
const COUNTED = `
  select c.code, i.number as participant, i.isil, i.name, i.counted_since::text as "knownFrom",
         coalesce(a.titles, 0)::float8 as "titlesThen", coalesce(b.titles, 0)::float8 as "titlesNow",
         coalesce(a.copies, 0)::float8 as "copiesThen", coalesce(b.copies, 0)::float8 as "copiesNow",
         coalesce(f.added_titles, 0)::float8 as "addedTitles", coalesce(f.withdrawn_titles, 0)::float8 as "withdrawnTitles",
         coalesce(f.added_copies, 0)::float8 as "addedCopies", coalesce(f.withdrawn_copies, 0)::float8 as "withdrawnCopies"
    from json_array_elements_text(?::json) as c (code)
   cross join (select number, isil, coalesce(name, isil) as name, counted_since from participant
               union all select 0, null, null, null) i
   cross join lateral (
      select titles, copies from statistics_by_day d
       where d.profile = c.code and d.participant = i.number and d.day <= ?::date order by d.day desc limit 1) b
    left join lateral (
      select titles, copies from statistics_by_day d
       where d.profile = c.code and d.participant = i.number and d.day <= ?::date order by d.day desc limit 1) a on true
    left join lateral (
      select sum(added_titles) as added_titles, sum(withdrawn_titles) as withdrawn_titles,
             sum(added_copies) as added_copies, sum(withdrawn_copies) as withdrawn_copies
        from statistics_by_day d
       where d.profile = c.code and d.participant = i.number and d.day > ?::date and d.day <= ?::date) f on true
   order by i.name, i.isil`;

/** What was there, and what is, of the profiles of the plan in force, or of one of them? */
export function twoDays(em: EntityManager, from: Day, to: Day, profile: string | null = null): Promise<TwoDays> {
  return atOneMoment(em, (tx) => compareDays(tx, from, to, profile));
}

/** In a transaction of one moment. */
export async function compareDays(em: EntityManager, from: Day, to: Day, profile: string | null): Promise<TwoDays> {
  const plan = await collectionPlan(em, 'current');
  if (plan === null) {
    throw new Refusal('collection-plan.unknown', 'No collection plan is in force, so there is nothing to compare');
  }
  const all = [...plan.profiles.map(({ code, name }) => ({ code, name })), { code: '', name: null }];
  const chosen = profile === null ? all : all.filter(({ code }) => code === profile);
  if (chosen.length === 0 || profile === '') {
    throw new Refusal(
      'profile.unknown',
      `The collection plan in force has no profile '${profile}'; the matrix lists them`,
    );
  }
  const codes = JSON.stringify(chosen.map(({ code }) => code));
  const rows = await em.execute<Counted[]>(COUNTED, [codes, to, from, from, to]);
  const known = await em.execute<{ profile: string; since: Day }[]>(
    `select profile, since::text as since from counted_profile where until is null`,
  );
  const since = new Map(known.map((it) => [it.profile, it.since]));
  const [responsible, flags] = [await responsibleOn(em, from, to), await flagsOn(em, from, to)];
  const byCode = Map.groupBy(rows, ({ code }) => code);
  return {
    from,
    to,
    plan: `${plan.code}/${plan.version}`,
    profiles: chosen.map(({ code, name }) => {
      const knownFrom = since.get(code) ?? null;
      const counted = byCode.get(code) ?? [];
      return Object.assign(inAll(counted, isKnown(knownFrom, from)), {
        code,
        name,
        knownFrom,
        responsible: responsible.get(code) ?? { before: 0, after: 0 },
        flags: flags.get(code) ?? { before: 0, after: 0 },
        participants: counted.flatMap((row) =>
          row.isil === null ? [] : ofParticipant(row, row.isil, knownFrom, from),
        ),
      });
    }),
    flags: profile === null ? [] : await flagsBetween(em, from, to, profile),
  };
}

function isKnown(since: Day | null, on: Day): boolean {
  return since !== null && since <= on;
}

function inAll(
  counted: readonly Counted[],
  known: boolean,
): Pick<ComparedProfile, 'titles' | 'holdings' | 'copies' | 'titleFlow' | 'copyFlow'> {
  const network = counted.find(({ participant }) => participant === 0);
  const theirs = counted.filter(({ participant }) => participant !== 0);
  const sum = (of: (row: Counted) => number): number => theirs.reduce((total, row) => total + of(row), 0);
  const holdings = [sum((it) => it.titlesThen), sum((it) => it.titlesNow)] as const;
  const copies = [sum((it) => it.copiesThen), sum((it) => it.copiesNow)] as const;
  return {
    titles: both(network?.titlesThen ?? 0, network?.titlesNow ?? 0, known),
    holdings: both(...holdings, known),
    copies: both(...copies, known),
    titleFlow: flow(
      ...holdings,
      sum((it) => it.addedTitles),
      sum((it) => it.withdrawnTitles),
    ),
    copyFlow: flow(
      ...copies,
      sum((it) => it.addedCopies),
      sum((it) => it.withdrawnCopies),
    ),
  };
}

/** Nothing of who had nothing on either day. */
function ofParticipant(row: Counted, isil: string, since: Day | null, from: Day): ComparedParticipant[] {
  const { name, knownFrom, titlesThen, titlesNow, copiesThen, copiesNow } = row;
  if (titlesThen + titlesNow + row.addedTitles + row.withdrawnTitles + copiesThen + copiesNow === 0) return [];
  const known = isKnown(since, from) && (titlesThen > 0 || isKnown(knownFrom, from));
  return [
    {
      isil,
      name: name ?? isil,
      knownFrom,
      titles: both(titlesThen, titlesNow, known),
      copies: both(copiesThen, copiesNow, known),
      titleFlow: flow(titlesThen, titlesNow, row.addedTitles, row.withdrawnTitles),
      copyFlow: flow(copiesThen, copiesNow, row.addedCopies, row.withdrawnCopies),
    },
  ];
}

function both(before: number, after: number, known: boolean): Both {
  return { before: known ? before : null, after };
}

function flow(before: number, after: number, added: number, withdrawn: number): CameAndWent {
  return { added, withdrawn, otherwise: after - before - added + withdrawn };
}

async function responsibleOn(em: EntityManager, from: Day, to: Day): Promise<Map<string, Both>> {
  const rows = await em.execute<(Both & { code: string })[]>(
    `select profile as code,
            (count(distinct participant) filter (where ?::date between valid_from and valid_to))::int as before,
            (count(distinct participant) filter (where ?::date between valid_from and valid_to))::int as after
       from agreement group by profile`,
    [from, to],
  );
  return new Map(rows.map(({ code, before, after }) => [code, { before, after }]));
}

/** Which flags stood at the end of both days: what was said of each last. */
const STOOD = `
  select f.id::text, f.profile, f.kind, f.activity, f.participants,
         coalesce(a.what <> 'cleared', false) as "openThen", coalesce(b.what <> 'cleared', false) as "openNow"
    from flag f
    left join lateral (
      select what from flag_history h where h.flag = f.id and h.at < (?::date + 1)::timestamp at time zone 'UTC'
       order by position desc limit 1) a on true
    left join lateral (
      select what from flag_history h where h.flag = f.id and h.at < (?::date + 1)::timestamp at time zone 'UTC'
       order by position desc limit 1) b on true`;

async function flagsOn(em: EntityManager, from: Day, to: Day): Promise<Map<string, Both>> {
  const rows = await em.execute<(Both & { code: string })[]>(
    `select profile as code, (count(*) filter (where "openThen"))::int as before,
            (count(*) filter (where "openNow"))::int as after
       from (${STOOD}) s group by profile`,
    [from, to],
  );
  return new Map(rows.map(({ code, before, after }) => [code, { before, after }]));
}

async function flagsBetween(em: EntityManager, from: Day, to: Day, profile: string): Promise<ComparedFlag[]> {
  return em.execute<ComparedFlag[]>(
    `select id, kind, activity, participants, "openThen", "openNow" from (${STOOD} where f.profile = ?) s
      where "openThen" or "openNow" order by "openNow", "openThen", kind, id limit 1000`,
    [from, to, profile],
  );
}

export class DayRow {
  @ApiProperty({ format: 'date' }) readonly day!: Day;
  @ApiProperty({ description: 'Distinct titles of the network' }) readonly titles!: number;
  @ApiProperty() readonly copies!: number;
}

/** How many titles did the network have of a profile, on each day on which that changed? The newest two thousand. */
export async function titlesByDay(em: EntityManager, profile: string): Promise<DayRow[]> {
  const rows = await em.execute<DayRow[]>(
    `select d.day::text as day, d.titles::float8 as titles, d.copies::float8 as copies from statistics_by_day d
       join counted_profile c on c.profile = d.profile and c.until is null and d.day >= c.since
      where d.profile = ? and d.participant = 0 order by d.day desc limit 2000`,
    [profile],
  );
  return rows.toReversed();
}
