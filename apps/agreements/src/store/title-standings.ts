import type { Day, Isil, TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Demand, NO_DEMAND } from '../model/demand.ts';
import type { TitleStanding, WithdrawalRule } from '../model/withdrawal-advice.ts';
import { DEMAND_SUMS, demandRule, RECENTLY_ASKED } from './demand.ts';
import { LASTING, TODAY } from './lasting-participants.ts';

/** What decisions about titles are made for. */
export interface Asking {
  readonly participant: Isil;
  /** Whoever is responsible for this profile may want what goes. */
  readonly profile: string | null;
  readonly on: Day;
  /** Items whose own claim on the copies does not count: those that are decided about. */
  readonly except: readonly string[];
}

/** Makes sure that there is a row to lock for each title; committed before anybody locks, so that all lock in one order. */
export async function prepareLocks(em: EntityManager, titles: readonly string[]): Promise<void> {
  await em.execute(
    `insert into decided_title select distinct title::bigint from json_array_elements_text(?::json) title order by 1
     on conflict do nothing`,
    [JSON.stringify(titles)],
  );
}

/** Decisions about these titles wait until the transaction ends. In ascending order, so that nobody waits in a circle. */
export async function lockTitles(em: EntityManager, titles: readonly string[]): Promise<void> {
  await em.execute(`select title from decided_title where title = any(?::bigint[]) order by title for update`, [
    arrayOf(titles),
  ]);
}

/** The titles that keys lead to now; what nobody told of is absent. */
export async function titlesOf(em: EntityManager, keys: readonly TitleKey[]): Promise<Map<TitleKey, string>> {
  const rows = await em.execute<{ key: TitleKey; title: string }[]>(
    `select asked.key::text, coalesce(max(t.id) filter (where t.id = asked.key), min(t.id))::text as title
       from (select distinct key::bigint from json_array_elements_text(?::json) key) asked
       join title_by_key k on k.key = asked.key join title t on t.id = k.title and not t.gone
      group by asked.key`,
    [JSON.stringify(keys)],
  );
  return new Map(rows.map(({ key, title }) => [key, title]));
}

/**
 * How titles stand, under their locks. What was let go, or is offered, counts as gone as long as holdings still has it:
 * so a copy never counts for two decisions. What a participant had that has closed does not count.
 */
export async function standingsOf(
  em: EntityManager,
  titles: readonly string[],
  { participant, profile, on, except }: Asking,
): Promise<Map<string, TitleStanding>> {
  const rows = await em.execute<(TitleStanding & { title: string; demand: Demand | null })[]>(
    `with recursive ${TODAY}, ${LASTING},
     asked as (select unnest(?::bigint[]) as title),
     leaving as (
       select title, participant, min(leaves) as leaves from withdrawal_item
        where title = any(?::bigint[]) and state in ('offered', 'free') and id <> all(?::uuid[])
        group by title, participant),
     there as (
       select h.title, h.participant, least(h.extant, coalesce(l.leaves, h.extant)) as extant
         from holding h join lasting on lasting.isil = h.participant left join leaving l using (title, participant)
        where h.title = any(?::bigint[])),
     keys as (select a.title, k.key from asked a join title_by_key k using (title)),
     promised as (
       select distinct keys.title, c.participant from keys join retention_commitment c using (key), today
        where c.state = 'active' and coalesce(c.valid_from, day) <= day and coalesce(c.until, day) >= day),
     responsible as (
       select title, participant from promised
       union
       select a.title, g.participant from asked a join agreement g
           on g.profile = ? and g.activity in ('collect', 'preserve'), today
        where day between g.valid_from and g.valid_to),
     requested as (
       select keys.title, ${DEMAND_SUMS} as demand
         from keys join loan_request r using (key), today where ${RECENTLY_ASKED} group by keys.title)
     select a.title::text,
            coalesce((select sum(extant)::int from there t where t.title = a.title and t.participant = ?), 0) as own,
            coalesce((select sum(extant)::int from there t where t.title = a.title and t.participant <> ?), 0) as others,
            exists (select from promised p where p.title = a.title and p.participant = ?) as retained,
            array(select r.participant from responsible r
                   where r.title = a.title and r.participant <> ?
                     and not exists (select from there t where (t.title, t.participant) = (r.title, r.participant) and t.extant > 0)
                   order by 1) as "wantedBy",
            q.demand
       from asked a left join requested q on q.title = a.title`,
    [
      on,
      arrayOf(titles),
      arrayOf(titles),
      arrayOf(except),
      arrayOf(titles),
      profile,
      participant,
      participant,
      participant,
      participant,
    ],
  );
  return new Map(
    rows.map(({ title, demand, ...standing }) => [title, Object.assign(standing, { demand: demand ?? NO_DEMAND })]),
  );
}

/** How many extant copies of a title are to remain in the network, as was agreed. */
export async function copiesToKeep(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ copies: number }[]>('select copies from copies_to_keep');
  return row?.copies ?? 1;
}

/** By what withdrawals are decided: how many copies are to remain, and from where on demand counts. */
export async function withdrawalRule(em: EntityManager): Promise<WithdrawalRule> {
  return { minimum: await copiesToKeep(em), ...(await demandRule(em)) };
}

function arrayOf(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}
