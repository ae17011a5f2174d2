import { FlagsClearedV1, FlagsRaisedV1, FlagsUpdatedV1, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { stateOf, type Difference, type Flag } from '../model/flag.ts';
import { SEVERITY } from '../model/severity.ts';
import { arrayOf } from './array.ts';

/** A flag with the plan version that it belongs to. */
export interface KeptFlag extends Flag {
  readonly plan: string;
  readonly version: number;
}

export interface Occasion {
  readonly on: Day;
  readonly at: Date;
  /** The events that brought it about, as far as there were any. */
  readonly events: readonly string[];
}

const COLUMNS = `id::text, plan, plan_version as version, kind, profile, activity, subject, participants, evidence`;
const CHUNK = 500;
const EVENTS_KEPT = 50;

/** The open flags about these profiles (their codes) and these titles. */
export async function openFlags(
  em: EntityManager,
  about: { profiles: readonly string[]; subjects: readonly string[] } | 'all',
): Promise<KeptFlag[]> {
  if (about === 'all') return await em.execute<KeptFlag[]>(`select ${COLUMNS} from flag where cleared_at is null`);
  const { profiles, subjects } = about;
  return await em.execute<KeptFlag[]>(
    `select ${COLUMNS} from flag where cleared_at is null and kind <> 'overlap.planned-title'
        and profile in (select value from json_array_elements_text(?::json))
     union all
     select ${COLUMNS} from flag where cleared_at is null and kind = 'overlap.planned-title'
        and subject in (select value from json_array_elements_text(?::json))`,
    [JSON.stringify(profiles), JSON.stringify(subjects)],
  );
}

/** Keeps what changed, with its history. */
export async function keepFlags(
  em: EntityManager,
  plan: { plan: string; version: number },
  { raised, updated, cleared }: Difference,
  { at, events }: Occasion,
): Promise<void> {
  const time = at.toISOString();
  for (const flags of chunks([...raised, ...updated])) {
    const rows = flags.map((flag) => Object.assign({ severity: SEVERITY[flag.kind] }, flag));
    await em.execute(
      `insert into flag as f (id, plan, plan_version, kind, profile, activity, subject, participants, evidence, severity, raised_at, updated_at)
       select id, ?, ?, kind, profile, activity, subject, participants, evidence, severity, ?, ?
         from json_to_recordset(?::json) as n (id uuid, kind text, profile text, activity text, subject text,
              participants text[], evidence jsonb, severity text)
       on conflict (id) do update set participants = excluded.participants, evidence = excluded.evidence,
         raised_at = case when f.cleared_at is null then f.raised_at else excluded.raised_at end,
         updated_at = excluded.updated_at, cleared_at = null`,
      [plan.plan, plan.version, time, time, JSON.stringify(rows)],
    );
  }
  for (const flags of chunks(cleared)) {
    await em.execute(`update flag set cleared_at = ?, updated_at = ? where id = any(?::uuid[])`, [
      time,
      time,
      arrayOf(flags.map(({ id }) => id)),
    ]);
  }
  const history = [said('raised', raised), said('updated', updated), said('cleared', cleared)].flat();
  for (const entries of chunks(history)) {
    await em.execute(
      `insert into flag_history (flag, what, at, participants, evidence, events)
       select id, what, ?, participants, evidence, ?::uuid[] from json_to_recordset(?::json)
           as n (id uuid, what text, participants text[], evidence jsonb)`,
      [time, arrayOf(events.slice(0, EVENTS_KEPT)), JSON.stringify(entries)],
    );
  }
}

function said(what: string, flags: readonly Flag[]) {
  return flags.map(({ id, participants, evidence }) => ({ id, what, participants, evidence }));
}

/** What others are told of it, at most five hundred flags in one event. */
export function factsOf(
  plan: { plan: string; version: number },
  { raised, updated, cleared }: Difference,
  open: readonly KeptFlag[],
  on: Day,
): Fact[] {
  const belongs = new Map(open.map((flag) => [flag.id, flag]));
  const byPlan = Map.groupBy(cleared, ({ id }) => {
    const { plan: code, version } = belongs.get(id) ?? plan;
    return JSON.stringify({ plan: code, version });
  });
  const about = { plan: plan.plan, version: plan.version, on };
  return [
    ...[...byPlan].flatMap(([of, flags]) => {
      const theirs = JSON.parse(of) as { plan: string; version: number };
      return chunks(flags).map((some) => FlagsClearedV1.of({ ...theirs, on, flags: some.map(stateOf) }));
    }),
    ...chunks(raised).map((flags) => FlagsRaisedV1.of({ ...about, flags: flags.map(stateOf) })),
    ...chunks(updated).map((flags) => FlagsUpdatedV1.of({ ...about, flags: flags.map(stateOf) })),
  ];
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let from = 0; from < items.length; from += CHUNK) parts.push(items.slice(from, from + CHUNK));
  return parts;
}
