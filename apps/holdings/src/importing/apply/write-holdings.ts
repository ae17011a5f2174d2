import type { EntityManager } from '@mikro-orm/postgresql';
import type { Chunk } from './classify.ts';

/** A fresh title has one record, so its holding is that record's copies. */
export async function writeFreshHoldings(em: EntityManager, { participant }: Chunk, version: number): Promise<void> {
  await em.execute(
    `insert into holding (participant, title_id, copies, extant, on_order, since)
     select ?, title_id, copies, extant, on_order, ? from chunk where way = 'f' order by title_id`,
    [participant, version],
  );
}

/** Counts again what each participant has of the affected titles, and notes what differs. */
export async function countAffected(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into changed_holding (participant, title_id, copies, extant, on_order)
    with now as (
      select r.participant, r.title_id, sum(r.copies)::int as copies, sum(r.extant)::int as extant,
             sum(r.on_order)::int as on_order
        from affected join record r using (title_id)
       group by r.participant, r.title_id
    ), was as (
      select participant, title_id, h.copies, h.extant, h.on_order from pair join holding h using (participant, title_id)
    )
    select participant, title_id, coalesce(n.copies, 0), coalesce(n.extant, 0), coalesce(n.on_order, 0)
      from now n full join was w using (participant, title_id)
     where (n.copies, n.extant, n.on_order) is distinct from (w.copies, w.extant, w.on_order)`);
}

/** What the participant has more of titles that its records only joined. */
export async function countJoined(em: EntityManager, { participant }: Chunk): Promise<void> {
  await em.execute(
    `insert into changed_holding (participant, title_id, copies, extant, on_order)
     select ?::int, c.title_id, coalesce(h.copies, 0) + c.copies, coalesce(h.extant, 0) + c.extant,
            coalesce(h.on_order, 0) + c.on_order
       from (select title_id, sum(copies)::int as copies, sum(extant)::int as extant, sum(on_order)::int as on_order
               from chunk where way = 'j' group by title_id) c
       left join holding h on h.participant = ?::int and h.title_id = c.title_id`,
    [participant, participant],
  );
}

/** Keeps what differs of the holdings that were counted, and what they were before. */
export async function writeHoldings(em: EntityManager, version: number): Promise<void> {
  await em.execute(`analyze changed_holding`);
  await em.execute(
    `insert into past_holding (title_id, participant, since, until, copies, extant, on_order)
     select title_id, participant, h.since, ?, h.copies, h.extant, h.on_order
       from changed_holding join holding h using (participant, title_id)`,
    [version],
  );
  await em.execute(`
    delete from holding h using changed_holding c
     where c.copies = 0 and c.on_order = 0 and h.participant = c.participant and h.title_id = c.title_id`);
  await em.execute(
    `insert into holding (participant, title_id, copies, extant, on_order, since)
     select participant, title_id, copies, extant, on_order, ? from changed_holding where copies > 0 or on_order > 0
     on conflict (participant, title_id) do update
        set copies = excluded.copies, extant = excluded.extant, on_order = excluded.on_order, since = excluded.since`,
    [version],
  );
}
