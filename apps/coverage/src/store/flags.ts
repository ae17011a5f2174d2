import { FlagsClearedV1, FlagsRaisedV1, FlagsUpdatedV1, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { stateOf, type Difference, type Flag } from '../model/flag.ts';
import { SEVERITY } from '../model/severity.ts';

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
/** Kinds of flags that are about a title, which may change while its profile stays as it is. */
export const TITLE_KINDS = `'overlap.planned-title', 'risk.last-copy'`;
const CHUNK = 500;
const EVENTS_KEPT = 50;

/** The open flags about these profiles (their codes) and these titles. */
export async function openFlags(
  em: EntityManager,
  about: { profiles: readonly string[]; subjects: readonly string[] } | 'all',
): Promise<KeptFlag[]> {
  if (about === 'all') return await em.execute<KeptFlag[]>(`select ${COLUMNS} from flag where cleared_at is null`);
  return await openAbout(em, about.profiles, about.subjects);
}

const openAbout = prepared<KeptFlag>(`
  select ${COLUMNS} from flag where cleared_at is null and kind not in (${TITLE_KINDS}) and profile = any($1::text[])
  union all
  select ${COLUMNS} from flag where cleared_at is null and kind in (${TITLE_KINDS}) and subject = any($2::text[])`);

const keep = prepared(`
  with changed as (
    select * from json_to_recordset($1) as c (id uuid, what text, kind text, profile text, activity text, subject text,
      participants text[], evidence jsonb, severity text)),
  held as (
    insert into flag as f (id, plan, plan_version, kind, profile, activity, subject, participants, evidence, severity, raised_at, updated_at)
    select id, $2, $3, kind, profile, activity, subject, participants, evidence, severity, $4, $4
      from changed where what <> 'cleared'
    on conflict (id) do update set participants = excluded.participants, evidence = excluded.evidence,
      raised_at = case when f.cleared_at is null then f.raised_at else excluded.raised_at end,
      updated_at = excluded.updated_at, cleared_at = null),
  cleared as (
    update flag f set cleared_at = $4, updated_at = $4 from changed c where c.what = 'cleared' and f.id = c.id)
  insert into flag_history (flag, what, at, participants, evidence, events)
  select id, what, $4, participants, evidence, $5::uuid[] from changed`);

/** Keeps what changed, with its history. */
export async function keepFlags(
  em: EntityManager,
  { plan, version }: { plan: string; version: number },
  { raised, updated, cleared }: Difference,
  { at, events }: Occasion,
): Promise<void> {
  const changed = [...said('raised', raised), ...said('updated', updated), ...said('cleared', cleared)];
  for (const some of chunks(changed)) {
    await keep(em, JSON.stringify(some), plan, version, at.toISOString(), events.slice(0, EVENTS_KEPT));
  }
}

function said(what: string, flags: readonly Flag[]) {
  return flags.map((flag) => Object.assign({ what, severity: SEVERITY[flag.kind] }, flag));
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
