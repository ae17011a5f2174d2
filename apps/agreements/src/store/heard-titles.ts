import type { SnapshotTitle, TitleMerge, TitleState } from '#libs/contracts';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A title as one version of its source has it. */
export type VersionedTitle = TitleState & { readonly version: number };

const FACETS = 'material, language, audience, classifications';
const COLUMNS = `id, version, title, contributor, year, gone, ${FACETS}`;
const FIELDS = [...COLUMNS.split(', '), 'keys'];

/** Takes titles over; of each the highest version wins, whatever the order in which they come. */
export async function takeTitles(em: EntityManager, titles: readonly VersionedTitle[]): Promise<void> {
  await em.execute(`
    create temporary table if not exists heard_title (like snapshot_title) on commit delete rows`);
  await copyInto(em, 'heard_title', FIELDS, rows(titles));
  await mergeTitles(em, 'heard_title');
}

/** Lays a page of a snapshot ready. */
export async function stageTitles(em: EntityManager, titles: readonly SnapshotTitle[]): Promise<void> {
  await copyInto(em, 'snapshot_title', FIELDS, rows(titles));
}

/** What was known under the ids of titles that became one is known under the id of that one. */
export async function takeMerges(em: EntityManager, merges: readonly TitleMerge[]): Promise<void> {
  await em.execute(
    `insert into title_key (key, title, merged)
     select distinct key, into_title, true
       from json_to_recordset(?::json) as m ("from" bigint, "into" bigint)
      cross join lateral (select m."into" as into_title, m."from" as key
                           union all select m."into", k.key from title_key k where k.title = m."from" and k.merged) k
      where key <> into_title
     on conflict do nothing`,
    [JSON.stringify(merges)],
  );
}

/**
 * Brings titles that lie ready into what is known, with the other keys that lead to them: that its own id does, goes without
 * saying (`title_by_key`). `offset 0` keeps PostgreSQL, which
 * knows nothing of how many lie ready, from walking through all keys for the few of them; and each title is held against its
 * own keys, as it would walk through all that lie ready for each of them.
 */
export async function mergeTitles(em: EntityManager, from: 'heard_title' | 'snapshot_title'): Promise<void> {
  await em.execute(`
    with incoming as (select distinct on (id) * from ${from} order by id, version desc),
    known as (
      select id, case when gone then '{}' else keys end as keys
        from incoming i cross join lateral (select from title t where t.id = i.id offset 0) t),
    applied as (
      insert into title as t (${COLUMNS}) select ${COLUMNS} from incoming
      on conflict (id) do update
         set (version, title, contributor, year, gone, ${FACETS}) =
             (excluded.version, excluded.title, excluded.contributor, excluded.year, excluded.gone,
              excluded.material, excluded.language, excluded.audience, excluded.classifications)
       where t.version < excluded.version
      returning id),
    wanted as (
      select distinct id as title, key
        from applied join incoming using (id) cross join lateral unnest(keys) as every (key) where not gone and key <> id),
    removed as (
      delete from title_key where ctid = any (array(
        select k.place
          from known join applied using (id)
         cross join lateral (
                 select ctid as place from title_key k
                  where k.title = known.id and not k.merged and k.key <> all (known.keys) offset 0) k)))
    insert into title_key (key, title, merged) select key, title, false from wanted
    on conflict (key, title) do update set merged = false where title_key.merged`);
}

function* rows(titles: readonly VersionedTitle[]) {
  for (const { id, version, title, contributor, year, gone = false, keys, ...facets } of titles) {
    const { material, language, audience, classifications } = facets;
    const about = [material, language, audience, JSON.stringify(classifications)] as const;
    yield [id, version, title, contributor, year, gone, ...about, `{${gone ? '' : keys.join(',')}}`] as const;
  }
}
