import { FLAG_KINDS, type FlagKind, type LocalisedName } from '#libs/contracts';
import type { Activity, Day, Level } from '#libs/kernel';
import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { atOneMoment } from './at-one-moment.ts';
import { collectionPlan } from './collection-plans.ts';
import { flags, FlagsRequest } from './flags.ts';
import type { FlagRow, TargetRow } from './rows.ts';

/** Open flags that a report lists; how many there are it tells of all. */
const LISTED = 1_000;

/** How the network met the plan over a period. */
export interface CoverageReport {
  readonly plan: { readonly code: string; readonly version: number; readonly title: string };
  readonly from: Day;
  readonly to: Day;
  /** The day that it tells of where it tells of a day: the last of the period, or today. */
  readonly on: Day;
  readonly madeOn: Day;
  readonly profiles: readonly ReportedProfile[];
  readonly kinds: readonly ReportedKind[];
  readonly participants: readonly ReportedParticipant[];
  /** Titles held that no profile covers. */
  readonly unclassified: number;
  /** The open flags, the most severe first, at most a thousand. */
  readonly open: readonly FlagRow[];
}

export interface ReportedProfile {
  readonly code: string;
  readonly name: LocalisedName;
  readonly titles: number;
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
}

/** How was the plan in force met from one day to another? Titles are those of today: they are not kept by day. */
export function coverageReport(em: EntityManager, from: Day, to: Day, today: Day): Promise<CoverageReport> {
  const on = to < today ? to : today;
  return atOneMoment(em, async (tx) => {
    const plan = await collectionPlan(tx, 'current');
    if (plan === null) {
      throw new Refusal('collection-plan.unknown', 'No collection plan is in force, so there is nothing to report on');
    }
    const titles = await tx.execute<{ profile: number; titles: number }[]>(
      `select profile, sum(titles)::float8 as titles from holders_histogram group by profile`,
    );
    const held = new Map(titles.map((it) => [it.profile, it.titles]));
    const counted = await tx.execute<{ profile: string; open: number; gaps: number }[]>(
      `select profile, count(*)::int as open, (count(*) filter (where kind like 'gap.%'))::int as gaps
         from flag where cleared_at is null group by profile`,
    );
    const open = new Map(counted.map((it) => [it.profile, it]));
    const agreed = await tx.execute<{ profile: string; activity: Activity; name: string; level: Level }[]>(
      `select a.profile, a.activity, coalesce(i.name, i.isil) as name, a.level
         from agreement a join participant i on i.number = a.participant
        where ?::date between a.valid_from and a.valid_to order by 3`,
      [on],
    );
    const responsible = Map.groupBy(agreed, ({ profile, activity }) => `${profile} ${activity}`);
    const asked = Object.assign(new FlagsRequest(), { state: 'open', sort: 'severity', limit: LISTED });
    const { code, version, title, profiles } = plan;
    return {
      plan: { code, version, title },
      from,
      to,
      on,
      madeOn: today,
      profiles: profiles.map(({ code: profile, name, targets }, place) => ({
        code: profile,
        name,
        titles: held.get(place + 1) ?? 0,
        targets: targets.map((target) =>
          Object.assign({}, target, { responsible: responsible.get(`${profile} ${target.activity}`) ?? [] }),
        ),
        openFlags: open.get(profile)?.open ?? 0,
        openGaps: open.get(profile)?.gaps ?? 0,
      })),
      kinds: await kinds(tx, from, on),
      participants: await participants(tx, on),
      unclassified: held.get(0) ?? 0,
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

async function participants(em: EntityManager, on: Day): Promise<ReportedParticipant[]> {
  return em.execute<ReportedParticipant[]>(
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
}
