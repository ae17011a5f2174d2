import type { EntityManager } from '@mikro-orm/postgresql';
import { mergeHoldingsUncounted } from './merge-holdings.ts';
import { mergeTitlesUncounted } from './merge-titles.ts';

/** Under this number a snapshot waits until it is whole. */
export const SNAPSHOT_RUN = -1;

/**
 * Makes the state what the snapshot says. The snapshot is at least as new as anything heard from the same source, so it
 * wins whatever the versions; what it does not have is no more. That keeps a version, so that nothing old brings it
 * back, but none beyond the snapshot's, since a source that began anew counts from below.
 */
export async function replaceHoldings(em: EntityManager): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  await em.execute('analyze pending_title, pending_holding');
  const [latest] = await em.execute<{ version: string }[]>(
    `select greatest((select max(version) from pending_title where run = ?),
                     (select max(version) from pending_holding where run = ?), 0)::text as version`,
    [SNAPSHOT_RUN, SNAPSHOT_RUN],
  );
  const version = latest?.version ?? '0';
  await em.execute(
    `update title t set gone = true, profiles = '{}', keys = '{}', version = least(t.version, ?::bigint)
      where not exists (select from pending_title p where p.run = ? and p.id = t.id)`,
    [version, SNAPSHOT_RUN],
  );
  await em.execute(
    `update holding h set copies = 0, extant = 0, on_order = 0, version = least(h.version, ?::bigint)
      where not exists (select from pending_holding p where p.run = ? and p.title = h.title and p.participant = h.participant)`,
    [version, SNAPSHOT_RUN],
  );
  await em.execute(
    `update title t set version = 0 where exists (select from pending_title p where p.run = ? and p.id = t.id)`,
    [SNAPSHOT_RUN],
  );
  await em.execute(
    `update holding h set version = 0
      where exists (select from pending_holding p where p.run = ? and p.title = h.title and p.participant = h.participant)`,
    [SNAPSHOT_RUN],
  );
  await mergeTitlesUncounted(em, SNAPSHOT_RUN);
  await mergeHoldingsUncounted(em, SNAPSHOT_RUN);
  await em.execute('delete from title_alias');
  await em.execute(
    `insert into title_alias (key, title) select key, id from title cross join lateral unnest(keys) as key where key <> id`,
  );
  // What waited is older than the snapshot; what its runs tell from here on counts at once.
  await em.execute('delete from pending_title');
  await em.execute('delete from pending_holding');
  await em.execute('update run set finished = true where not finished');
  await em.execute('analyze title, holding');
}
