import { FLAG_KINDS, type FlagKind, type LocalisedName, type Scheme } from '#libs/contracts';
import { type Activity, addDays, type Day, type Level, Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readPlan } from '../model/plan-text.ts';
import { atOneMoment } from './at-one-moment.ts';
import { collectionPlan } from './collection-plans.ts';
import { translatedTitles } from './crosswalks.ts';
import { flags, FlagsRequest } from './flags.ts';
import type { FlagRow, TargetRow } from './rows.ts';
import { compareDays, type TwoDays } from './two-days.ts';

/** Open flags that a report lists; how many there are it tells of all. */
const LISTED = 1_000;

/** How the network met the plan over a period. */
export interface CoverageReport {
  readonly plan: {
    readonly code: string;
    readonly version: number;
    readonly title: string;
    readonly adoptedOn: Day | null;
    readonly crosswalks: readonly ReportedCrosswalk[];
  };
  readonly from: Day;
  readonly to: Day;
  /** The day that it tells of where it tells of a day: the last of the period, or today. */
  readonly on: Day;
  readonly madeOn: Day;
  readonly profiles: readonly ReportedProfile[];
  readonly kinds: readonly ReportedKind[];
  readonly participants: readonly ReportedParticipant[];
  /** From the end of this day on all figures are known; what is earlier is not in them. */
  readonly knownFrom: Day;
  /** Titles held that no profile covers. */
  readonly unclassified: number;
  /** Titles held that are in a profile by a crosswalk alone, on the day of making. */
  readonly translated: number;
  /** The open flags, the most severe first, at most a thousand. */
  readonly open: readonly FlagRow[];
}

/** A crosswalk that the plan brings titles into profiles with: it is of the plan's text, so the plan's version is its own. */
export interface ReportedCrosswalk {
  readonly from: Scheme;
  readonly to: Scheme;
  readonly rules: number;
}

export interface ReportedProfile {
  readonly code: string;
  readonly name: LocalisedName;
  /** At the end of the period, in the network; `null` when that is not known. */
  readonly titles: number | null;
  /** Of those that the network holds on the day of making, how many are in it by a crosswalk alone. */
  readonly translated: number;
  /** In the period, of all participants together. */
  readonly added: number;
  readonly withdrawn: number;
  readonly targets: readonly (TargetRow & { readonly responsible: readonly Responsible[] })[];
  readonly openFlags: number;
  readonly openGaps: number;
}

interface Responsible {
  readonly name: string;
  readonly level: Level;
}

/** Flags of one kind: before the period, in it, and at its end. */
export interface ReportedKind {
  readonly kind: FlagKind;
  readonly before: number;
  readonly raised: number;
  readonly cleared: number;
  readonly after: number;
}

export interface ReportedParticipant {
  readonly isil: string;
  readonly name: string;
  readonly dataAsOf: Day | null;
  readonly agreements: number;
  readonly profiles: number;
  readonly openFlags: number;
  /** Titles in the period; one that is in two profiles counts in both. */
  readonly added: number;
  readonly withdrawn: number;
}

/** How was the plan in force met from one day to another? */
export function coverageReport(em: EntityManager, from: Day, to: Day, today: Day): Promise<CoverageReport> {
  const on = to < today ? to : today;
  return atOneMoment(em, async (tx) => {
    const plan = await collectionPlan(tx, 'current');
    if (plan === null) {
      throw new Refusal('collection-plan.unknown', 'No collection plan is in force, so there is nothing to report on');
    }
    const days = await compareDays(tx, addDays(from, -1), on, null);
    const counted = new Map(days.profiles.map((it) => [it.code, it]));
    const flagged = await tx.execute<{ profile: string; open: number; gaps: number }[]>(
      `select profile, count(*)::int as open, (count(*) filter (where kind like 'gap.%'))::int as gaps
         from flag where cleared_at is null group by profile`,
    );
    const open = new Map(flagged.map((it) => [it.profile, it]));
    const agreed = await tx.execute<{ profile: string; activity: Activity; name: string; level: Level }[]>(
      `select a.profile, a.activity, coalesce(i.name, i.isil) as name, a.level
         from agreement a join participant i on i.number = a.participant
        where ?::date between a.valid_from and a.valid_to order by 3`,
      [on],
    );
    const responsible = Map.groupBy(agreed, ({ profile, activity }) => `${profile} ${activity}`);
    const asked = Object.assign(new FlagsRequest(), { state: 'open', sort: 'severity', limit: LISTED });
    const { code, version, title, adoptedAt, profiles } = plan;
    const { crosswalks } = readPlan(plan.yaml);
    const translated = await translatedTitles(tx, profiles.length);
    return {
      plan: {
        code,
        version,
        title,
        adoptedOn: adoptedAt === null ? null : new Date(adoptedAt).toISOString().slice(0, 10),
        crosswalks: crosswalks.map((it) => ({ from: it.from, to: it.to, rules: it.rules.length })),
      },
      from,
      to,
      on,
      madeOn: today,
      profiles: profiles.map(({ code: profile, name, targets }, place) =>
        Object.assign(figuresOf(counted.get(profile), on), {
          code: profile,
          name,
          translated: translated[place + 1] ?? 0,
          targets: targets.map((target) =>
            Object.assign({}, target, { responsible: responsible.get(`${profile} ${target.activity}`) ?? [] }),
          ),
          openFlags: open.get(profile)?.open ?? 0,
          openGaps: open.get(profile)?.gaps ?? 0,
        }),
      ),
      kinds: await kinds(tx, from, on),
      participants: await participants(tx, on, days),
      unclassified: counted.get('')?.titles.after ?? 0,
      translated: translated[0] ?? 0,
      knownFrom: days.profiles.map((it) => it.knownFrom ?? today).reduce((one, other) => (one > other ? one : other)),
      open: (await flags(tx, asked)).items,
    };
  });
}

/** Of each kind what the history says: a flag is raised and cleared in turn. */
async function kinds(em: EntityManager, from: Day, on: Day): Promise<ReportedKind[]> {
  const rows = await em.execute<Omit<ReportedKind, 'after'>[]>(
    `with told as (
       select f.kind, h.what, h.at < ?::date::timestamp at time zone 'UTC' as before
         from flag_history h join flag f on f.id = h.flag
        where h.what in ('raised', 'cleared') and h.at < (?::date + 1)::timestamp at time zone 'UTC'
     )
     select kind,
            ((count(*) filter (where before and what = 'raised'))
              - (count(*) filter (where before and what = 'cleared')))::int as before,
            (count(*) filter (where not before and what = 'raised'))::int as raised,
            (count(*) filter (where not before and what = 'cleared'))::int as cleared
       from told group by kind`,
    [from, on],
  );
  const known = new Map(rows.map((row) => [row.kind, row]));
  return FLAG_KINDS.map((kind) => {
    const { before = 0, raised = 0, cleared = 0 } = known.get(kind) ?? {};
    return { kind, before, raised, cleared, after: before + raised - cleared };
  });
}

function figuresOf(
  counted: TwoDays['profiles'][number] | undefined,
  on: Day,
): Pick<ReportedProfile, 'titles' | 'added' | 'withdrawn'> {
  if (counted === undefined) return { titles: null, added: 0, withdrawn: 0 };
  const { knownFrom, titles, titleFlow } = counted;
  const { added, withdrawn } = titleFlow;
  return { titles: knownFrom === null || knownFrom > on ? null : titles.after, added, withdrawn };
}

async function participants(em: EntityManager, on: Day, days: TwoDays): Promise<ReportedParticipant[]> {
  const flows = Map.groupBy(
    days.profiles.flatMap((it) => it.participants),
    ({ isil }) => isil,
  );
  const rows = await em.execute<Omit<ReportedParticipant, 'added' | 'withdrawn'>[]>(
    `select i.isil, coalesce(i.name, i.isil) as name, i.data_as_of::text as "dataAsOf",
            coalesce(a.agreements, 0) as agreements, coalesce(a.profiles, 0) as profiles,
            (select count(*)::int from flag f where f.cleared_at is null and f.participants @> array[i.isil])
              as "openFlags"
       from participant i
       left join (select participant, count(*)::int as agreements, count(distinct profile)::int as profiles
                    from agreement where ?::date between valid_from and valid_to group by participant) a
              on a.participant = i.number
      where coalesce(i.valid_from, ?::date) <= ?::date and coalesce(i.valid_to, ?::date) >= ?::date
      order by 2, 1`,
    [on, on, on, on, on],
  );
  return rows.map((row) => {
    const theirs = (flows.get(row.isil) ?? []).map(({ titleFlow }) => titleFlow);
    return Object.assign({}, row, {
      added: theirs.reduce((sum, { added }) => sum + added, 0),
      withdrawn: theirs.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    });
  });
}
