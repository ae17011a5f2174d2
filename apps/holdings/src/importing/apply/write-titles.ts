import type { EntityManager } from '@mikro-orm/postgresql';
import { identified } from './identified.ts';

/** A record whose keys lead nowhere is a title by itself: nothing is to be compared. */
export async function writeFreshTitles(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into title (id, described_by, keys)
    select title_id, record_key, case when keys = '{}' then array[title_id] else keys end from chunk where way = 'f' order by title_id`);
  await em.execute(`
    insert into title_alias (key, title_id)
    select unnest(keys[2:]), title_id from chunk where way = 'f' and cardinality(keys) > 1`);
}

/** Works the affected titles out anew from their records, and keeps what differs. */
export async function writeAffectedTitles(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into new_title (id, described_by, keys)
    with member as (
      select r.title_id, r.record_key, r.keys, r.description_key, r.fullness
        from affected join record r using (title_id)
    ), connecting as (
      select title_id, unnest(keys) as key from member
      union
      select title_id, coalesce(description_key, record_key) from member where not ${identified('keys')}
    ), fullest as (
      select distinct on (title_id) title_id, record_key from member order by title_id, fullness desc, record_key
    )
    select title_id, f.record_key, k.keys
      from fullest f
      join (select title_id, array_agg(key order by key) as keys from connecting group by title_id) k using (title_id)`);
  await em.execute(`analyze new_title`);
  await em.execute(`
    insert into changed_title (id, gone)
    select id, n.id is null
      from (select t.* from affected a join title t on t.id = a.title_id) o full join new_title n using (id)
     where n.id is null or o.id is null or o.keys <> n.keys or o.described_by <> n.described_by
        or exists (select from chunk c where c.record_key = n.described_by and c.redescribed)`);
  await em.execute(`analyze changed_title`);
  // Keys first leave the titles they had, then come to those they have: a merge moves them from one to the other.
  await em.execute(`
    delete from title_alias a
     using (select unnest(t.keys) as key from changed_title c join title t using (id)) k
     where a.key = k.key`);
  await em.execute(`delete from title t using changed_title c where c.gone and t.id = c.id`);
  await em.execute(`
    insert into title (id, described_by, keys)
    select n.id, n.described_by, n.keys from new_title n join changed_title using (id)
    on conflict (id) do update set described_by = excluded.described_by, keys = excluded.keys`);
  await em.execute(`
    insert into title_alias (key, title_id)
    select unnest(n.keys[2:]), n.id from new_title n join changed_title using (id)`);
}
