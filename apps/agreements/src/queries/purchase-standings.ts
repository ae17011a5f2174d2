import type { Day, Isil, TitleKey } from '#libs/kernel';
import type { Facets } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Demand, NO_DEMAND } from '../model/demand.ts';
import { DEMAND_SUMS, RECENTLY_ASKED } from '../store/demand.ts';
import { LASTING, TODAY } from '../store/lasting-participants.ts';

/** A plan that names a title: one that stands as submitted, or was agreed to. */
export interface Planned {
  readonly participant: Isil;
  readonly plan: string;
  readonly name: string;
  readonly profile: string;
  /** `agreed`: an agreement says so, until its last day. */
  readonly state: 'draft' | 'returned' | 'submitted' | 'in-review' | 'agreed';
}

/** A promise to keep a title. */
export interface Retained {
  readonly participant: Isil;
  /** Its last day; `null` when it is kept indefinitely. */
  readonly until: Day | null;
  /** Whether it has an extant copy. */
  readonly held: boolean;
}

/** How a title stands in the network for a participant that thinks of buying it. */
export interface PurchaseStanding extends Facets {
  readonly key: TitleKey;
  /** `null` when nobody told of such a title. */
  readonly id: string | null;
  readonly title: string | null;
  readonly contributor: string | null;
  readonly year: number | null;
  /** Others with an extant copy, and with one on order, and with either; and how many extant copies they have. */
  readonly holders: number;
  readonly ordering: number;
  readonly having: number;
  readonly copies: number;
  /** Some of those, those that were asked for first. */
  readonly heldBy: readonly Isil[];
  readonly orderedBy: readonly Isil[];
  /** Those with an extant copy among the participants that were asked for. */
  readonly notable: readonly Isil[];
  readonly ownExtant: number;
  readonly ownOnOrder: number;
  readonly planned: readonly Planned[];
  readonly retained: readonly Retained[];
  /** By whichever of its keys it was asked for. */
  readonly demand: Demand;
}

export interface AskingToBuy {
  readonly participant: Isil | null;
  readonly on: Day;
  /** Whether plans that the participant has not submitted are told as well; those of others never are. */
  readonly seesDrafts: boolean;
  /** Participants of whom it matters whether they have a title, because of what they answer for. */
  readonly notable: readonly Isil[];
}

/** Holders that are named of each title; the others are counted. */
export const MOST_NAMED = 10;

/**
 * One statement for all titles, each step of which is a look-up by key; the server plans it for as many as are asked, so
 * that it is not a prepared one. Something may be said of a title under any of its keys: whoever plans it by its PPN plans
 * it for who asks by ISBN as well. What somebody had who merged, its survivor has; what somebody had who closed, nobody has.
 */
const STANDINGS = `
  with recursive ${TODAY}, ${LASTING},
  asked as (select key from unnest(?::bigint[]) as key),
  meant as (
    select distinct on (a.key) a.key, t.*
      from asked a join title_by_key k on k.key = a.key join title t on t.id = k.title and not t.gone
     order by a.key, t.id <> a.key, t.id),
  known as (
    select m.key, m.id as title, k.key as by from meant m join title_by_key k on k.title = m.id
    union all
    select a.key, null, a.key from asked a where not exists (select from meant m where m.key = a.key)),
  had as (
    select m.key, survivor as participant, sum(h.extant)::int as extant, sum(h.on_order)::int as on_order
      from meant m join holding h on h.title = m.id join lasting on lasting.isil = h.participant
     where h.extant > 0 or h.on_order > 0
     group by m.key, survivor),
  held as (
    select h.key,
           count(*) filter (where others and h.extant > 0)::int as holders,
           count(*) filter (where others and h.on_order > 0)::int as ordering,
           count(*) filter (where others)::int as having,
           coalesce(sum(h.extant) filter (where others), 0)::int as copies,
           (array_agg(h.participant order by not is_notable, h.participant) filter (where others and h.extant > 0))[:${MOST_NAMED}] as held_by,
           (array_agg(h.participant order by not is_notable, h.participant) filter (where others and h.on_order > 0))[:${MOST_NAMED}] as ordered_by,
           array_agg(h.participant order by h.participant) filter (where is_notable and h.extant > 0) as notable,
           coalesce(max(h.extant) filter (where not others), 0) as own_extant,
           coalesce(max(h.on_order) filter (where not others), 0) as own_on_order
      from had h
     cross join lateral (select h.participant is distinct from ?::text as others, h.participant = any(?::text[]) as is_notable) it
     group by h.key),
  planned as (
    select key, jsonb_agg(jsonb_build_object('participant', participant, 'plan', plan, 'name', name, 'profile', profile, 'state', state)
                          order by participant, state, plan) as planned
      from (select distinct k.key, p.participant, p.plan, plan.name, p.profile,
                   case when p.agreement is null then plan.state else 'agreed' end as state
              from known k join planned_title p on p.key = k.by join acquisition_plan plan on plan.id = p.plan, today
             where p.valid_to >= day
               and (p.agreement is not null or plan.state in ('submitted', 'in-review')
                    or ?::boolean and p.participant = ?::text and plan.state in ('draft', 'returned'))) one
     group by key),
  retained as (
    select key, jsonb_agg(jsonb_build_object('participant', participant, 'until', nullif(until, 'infinity'), 'held', held)
                          order by participant) as retained
      from (select k.key, c.participant, max(coalesce(c.until, 'infinity'::date)) as until, bool_or(h.title is not null) as held
              from known k join retention_commitment c on c.key = k.by
              left join holding h on (h.title, h.participant) = (k.title, c.participant) and h.extant > 0, today
             where c.state = 'active'
               and (c.valid_from is null or c.valid_from <= day) and (c.until is null or c.until >= day)
             group by k.key, c.participant) one
     group by key),
  requested as (
    select k.key, ${DEMAND_SUMS} as demand
      from known k join loan_request r on r.key = k.by, today
     where ${RECENTLY_ASKED}
     group by k.key)
  select a.key::text, m.id::text, m.title, m.contributor, m.year::int,
         coalesce(m.material, 'other') as material, coalesce(m.language, 'und') as language,
         coalesce(m.audience, 'unknown') as audience, coalesce(m.classifications, '[]') as classifications,
         coalesce(h.holders, 0) as holders, coalesce(h.ordering, 0) as ordering, coalesce(h.having, 0) as having,
         coalesce(h.copies, 0) as copies, coalesce(h.held_by, '{}') as "heldBy", coalesce(h.ordered_by, '{}') as "orderedBy",
         coalesce(h.notable, '{}') as notable,
         coalesce(h.own_extant, 0) as "ownExtant", coalesce(h.own_on_order, 0) as "ownOnOrder",
         coalesce(p.planned, '[]') as planned, coalesce(r.retained, '[]') as retained, d.demand
    from asked a left join meant m using (key)
    left join held h using (key) left join planned p using (key) left join retained r using (key)
    left join requested d using (key)`;

/** How do these titles stand? By the keys that were asked for, of which there may be thousands. */
export async function standingsForPurchase(
  em: EntityManager,
  keys: readonly TitleKey[],
  { participant, on, seesDrafts, notable }: AskingToBuy,
): Promise<Map<TitleKey, PurchaseStanding>> {
  const asked = `{${[...new Set(keys)].join(',')}}`;
  const rows = await em.execute<(PurchaseStanding & { demand: Demand | null })[]>(STANDINGS, [
    on,
    asked,
    participant,
    `{${notable.join(',')}}`,
    seesDrafts,
    participant,
  ]);
  return new Map(rows.map((row) => [row.key, Object.assign(row, { demand: row.demand ?? NO_DEMAND })]));
}
