import type { EntityManager } from '@mikro-orm/postgresql';
import { mergeHoldings } from './heard-holdings.ts';
import { mergeTitles } from './heard-titles.ts';

/** One writer at a time of what was heard of holdings: a snapshot and the events that come after it take turns. */
export const LOCK_HEARD = `select pg_advisory_xact_lock(hashtext('heard of holdings'))`;

/**
 * Makes what is known what the snapshot says, in the transaction that is going on. The snapshot is at least as new as
 * anything heard before, so it wins whatever the versions. What it does not have is no more, under a version that is not
 * beyond the snapshot's: a source that began anew counts from below.
 */
export async function replaceHeard(em: EntityManager): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  await em.execute('analyze snapshot_title, snapshot_holding');
  await em.execute(`
    update title t set gone = snapshot.id is null, version = case when snapshot.id is null then least(t.version, latest.version) else 0 end
      from title known left join snapshot_title snapshot using (id),
           (select coalesce(max(version), 0) as version from snapshot_title) latest
     where known.id = t.id`);
  await em.execute(`
    update holding h
       set version = case when snapshot.title is null then least(h.version, latest.version) else 0 end,
           copies = case when snapshot.title is null then 0 else h.copies end,
           extant = case when snapshot.title is null then 0 else h.extant end,
           on_order = case when snapshot.title is null then 0 else h.on_order end
      from holding known left join snapshot_holding snapshot using (title, participant),
           (select coalesce(max(version), 0) as version from snapshot_holding) latest
     where (known.title, known.participant) = (h.title, h.participant)`);
  await em.execute(`delete from title_key k using title t where t.id = k.title and t.gone and not k.merged`);
  await mergeTitles(em, 'snapshot_title');
  await mergeHoldings(em, 'snapshot_holding');
  await clearSnapshot(em);
  await em.execute('analyze title, title_key, holding');
}

export async function clearSnapshot(em: EntityManager): Promise<void> {
  await em.execute('truncate snapshot_title, snapshot_holding');
}
