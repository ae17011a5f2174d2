import type { AcquisitionPlanDecidedV1, AcquisitionPlanSubmittedV1, PlanLine } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Flag } from '../model/flag.ts';
import { arrayOf } from './array.ts';
import { TITLE_KINDS } from './flags.ts';
import { participantNumbers } from './participants.ts';

/** An acquisition plan that stands as submitted. */
export interface SubmittedPlan {
  readonly plan: string;
  readonly version: number;
  readonly participant: Isil;
  readonly lines: readonly Pick<PlanLine, 'profile' | 'activity'>[];
}

/** The plans that were newer than what was known, and the keys of the titles that they name or named. */
export interface Replanned {
  readonly plans: readonly string[];
  readonly keys: readonly string[];
}

export interface Heard<Fact> {
  readonly event: string | null;
  readonly data: Fact;
}

/** Flags that one assessment tells of at most; more would not fit in an event, nor be read. */
const MOST_FLAGS = 2000;

/** Takes over submitted plans; the highest version wins. */
export async function takeSubmitted(
  em: EntityManager,
  heard: readonly Heard<AcquisitionPlanSubmittedV1>[],
): Promise<Replanned> {
  const numbers = await participantNumbers(
    em,
    heard.map(({ data }) => data.participant),
  );
  const rows = heard.map(({ event, data }) => ({
    plan: data.plan,
    version: data.version,
    participant: numbers.get(data.participant),
    name: data.name,
    from: data.from,
    to: data.to,
    lines: data.lines,
    event,
  }));
  return await replan(em, 'submitted', rows);
}

/** Takes over decisions. What was accepted stays planned until its agreements are there. */
export async function takeDecided(
  em: EntityManager,
  heard: readonly Heard<AcquisitionPlanDecidedV1>[],
): Promise<Replanned> {
  const numbers = await participantNumbers(
    em,
    heard.map(({ data }) => data.participant),
  );
  const rows = heard.map(({ event, data }) => ({
    plan: data.plan,
    version: data.version,
    participant: numbers.get(data.participant),
    state: data.decision,
    accepted: data.lines ?? null,
    event,
  }));
  return await replan(em, 'decided', rows);
}

async function replan(
  em: EntityManager,
  what: 'submitted' | 'decided',
  rows: readonly { plan: string }[],
): Promise<Replanned> {
  const taken = await em.execute<{ plan: string }[]>(
    `insert into acquisition_plan as p (plan, version, state, participant, name, valid_from, valid_to, lines, event)
     select distinct on (plan) plan, version, coalesce(state, 'submitted'), participant, name, "from", "to", coalesce(lines, '[]'), event
       from json_to_recordset(?::json) as n (plan uuid, version int, state text, participant int, name text,
            "from" date, "to" date, lines jsonb, event uuid)
      order by plan, version desc
     on conflict (plan) do update set version = excluded.version, state = excluded.state, event = excluded.event,
       participant = excluded.participant
       ${what === 'submitted' ? ', name = excluded.name, valid_from = excluded.valid_from, valid_to = excluded.valid_to, lines = excluded.lines' : ''}
      where p.version < excluded.version
     returning plan::text`,
    [JSON.stringify(rows)],
  );
  const plans = taken.map(({ plan }) => plan);
  if (what === 'decided') await keepAcceptedLines(em, rows);
  return { plans, keys: await nameTitlesOfPlans(em, plans) };
}

/** A line that was not accepted is planned no longer. */
async function keepAcceptedLines(em: EntityManager, rows: readonly { plan: string }[]): Promise<void> {
  await em.execute(
    `update acquisition_plan p
        set lines = coalesce((select jsonb_agg(l order by place) from jsonb_array_elements(p.lines) with ordinality as every (l, place)
                               where jsonb_exists(n.accepted, l->>'line')), '[]')
       from json_to_recordset(?::json) as n (plan uuid, version int, accepted jsonb)
      where p.plan = n.plan and p.version = n.version and jsonb_typeof(n.accepted) = 'array'`,
    [JSON.stringify(rows)],
  );
}

/** Lays down anew which titles these plans name. An accepted plan's line gives way to the agreement made of it. */
export async function nameTitlesOfPlans(em: EntityManager, plans: readonly string[]): Promise<string[]> {
  const before = await forget(em, plans);
  const named = await em.execute<{ key: string }[]>(
    `insert into planned_title (key, source, id, participant, profile, identifier, title, valid_to)
     select (n->>'key')::bigint, 'plan', p.plan, p.participant, l->>'profile', n->>'identifier', n->>'title',
            coalesce((l->>'to')::date, p.valid_to)
       from acquisition_plan p cross join lateral jsonb_array_elements(p.lines) l
      cross join lateral jsonb_array_elements(l->'named') n
      where p.plan = any(?::uuid[]) and l->>'activity' = 'collect'
        and (p.state = 'submitted' or p.state = 'accepted' and not exists (
              select from agreement a where a.plan = p.plan and a.profile = l->>'profile' and a.activity = 'collect'))
     on conflict do nothing
     returning key::text`,
    [arrayOf(plans)],
  );
  return [...new Set([...before, ...named.map(({ key }) => key)])];
}

/** Forgets what plans or agreements named. Gives the keys. */
export async function forget(em: EntityManager, ids: readonly string[]): Promise<string[]> {
  const rows = await em.execute<{ key: string }[]>(
    `delete from planned_title where id = any(?::uuid[]) returning key::text`,
    [arrayOf(ids)],
  );
  return rows.map(({ key }) => key);
}

export const submittedPlans = prepared<SubmittedPlan>(`
  select p.plan::text, p.version, i.isil as participant, p.lines
    from acquisition_plan p join participant i on i.number = p.participant
   where p.state = 'submitted' order by p.plan`);

/** The open flags that concern a line of each of these plans, the most pressing first. */
export async function flagsOnPlans(em: EntityManager, plans: readonly string[]): Promise<Map<string, Flag[]>> {
  const rows = await em.execute<(Flag & { acquisitionPlan: string })[]>(
    `with asked as (select * from acquisition_plan where plan = any(?::uuid[])),
     concerned as (
       select a.plan, f.id from asked a cross join lateral jsonb_array_elements(a.lines) l
         join flag f on f.profile = l->>'profile' and f.activity = l->>'activity' and f.cleared_at is null
              and f.kind not in (${TITLE_KINDS})
       union
       select a.plan, f.id from asked a join planned_title p on p.id = a.plan
         join flag f on f.subject = title_meant_by(p.key)::text and f.cleared_at is null and f.kind = 'overlap.planned-title')
     select c.plan::text as "acquisitionPlan", f.id::text, f.kind, f.profile, f.activity, f.subject, f.participants, f.evidence
       from concerned c join flag f using (id)
      order by c.plan, array_position(array['high', 'medium', 'low'], f.severity), f.id`,
    [arrayOf(plans)],
  );
  const byPlan = Map.groupBy(rows, ({ acquisitionPlan }) => acquisitionPlan);
  return new Map([...byPlan].map(([plan, flags]) => [plan, flags.slice(0, MOST_FLAGS)]));
}
