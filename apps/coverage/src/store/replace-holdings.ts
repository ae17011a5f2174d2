import type { EntityManager } from '@mikro-orm/postgresql';
import { ANY_HOLDERS_CHANGED } from './holder-changes.ts';
import { HOLDING_COLUMNS } from './merge-holdings.ts';
import { TITLE_COLUMNS } from './merge-titles.ts';

/** Under this number a snapshot waits until it is whole. */
export const SNAPSHOT_RUN = -1;

/**
 * Makes the state what the snapshot says. The snapshot is at least as new as anything heard from the same source, so it
 * wins whatever the versions; what it does not have is no more. That keeps a version, so that nothing old brings it
 * back, but none beyond the snapshot's, since a source that began anew counts from below. Rows that are so already, of a
 * nation's nearly all, are not written again.
 */
export async function replaceHoldings(em: EntityManager): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  await em.execute('analyze pending_title, pending_holding');
  await em.execute(GONE_TITLES);
  await em.execute(GONE_HOLDINGS);
  await em.execute(overwriting('title', ['id'], TITLE_COLUMNS));
  await em.execute(overwriting('holding', ['title', 'participant'], HOLDING_COLUMNS));
  await em.execute(FORGOTTEN_ALIASES);
  await em.execute(MISSING_ALIASES);
  await em.execute(ANY_HOLDERS_CHANGED);
  // What waited is older than the snapshot; what its runs tell from here on counts at once.
  await em.execute('delete from pending_title');
  await em.execute('delete from pending_holding');
  await em.execute('update run set finished = true where not finished');
  await em.execute('analyze title, holding');
}

const WAITING = `p.run = ${SNAPSHOT_RUN}`;

const LATEST = `
  with latest as (
    select greatest((select max(version) from pending_title p where ${WAITING}),
                    (select max(version) from pending_holding p where ${WAITING}), 0) as version)`;

const GONE_TITLES = `${LATEST}
  update title t set gone = true, profiles = '{}', keys = '{}', version = least(t.version, l.version)
    from latest l
   where (not t.gone or t.version > l.version)
     and not exists (select from pending_title p where ${WAITING} and p.id = t.id)`;

const GONE_HOLDINGS = `${LATEST}
  update holding h set copies = 0, extant = 0, on_order = 0, version = least(h.version, l.version)
    from latest l
   where ((h.copies, h.extant, h.on_order) <> (0, 0, 0) or h.version > l.version)
     and not exists (select from pending_holding p where ${WAITING} and p.title = h.title and p.participant = h.participant)`;

const FORGOTTEN_ALIASES = `
  delete from title_alias a where not exists (select from title t where t.id = a.title and a.key = any(t.keys))`;

const MISSING_ALIASES = `
  insert into title_alias (key, title)
  select k.key, t.id from title t cross join lateral unnest(t.keys) as k (key)
   where k.key <> t.id and not exists (select from title_alias a where a.key = k.key and a.title = t.id)`;

/**
 * Makes rows what those that wait are, where they are not. Each key waits once: a snapshot goes through them in order. The
 * version of those is that of the answer: a row that says the same keeps its own, unless that is of before the source
 * began anew.
 */
function overwriting(table: 'title' | 'holding', key: readonly string[], columns: readonly string[]): string {
  const others = columns.filter((column) => !key.includes(column));
  const said = others.filter((column) => column !== 'version');
  return `
    insert into ${table} (${columns.join(', ')})
    select ${columns.join(', ')} from pending_${table} p
     where ${WAITING} and not exists (
       select from ${table} s
        where ${of('s', key)} = ${of('p', key)} and s.version <= p.version
          and ${of('s', said)} is not distinct from ${of('p', said)})
    on conflict (${key.join(', ')}) do update set ${others.map((it) => `${it} = excluded.${it}`).join(', ')}`;
}

function of(row: string, columns: readonly string[]): string {
  return `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
}
