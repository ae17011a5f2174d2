import type { EntityManager } from '@mikro-orm/postgresql';
import { identified } from './identified.ts';

/** A record whose keys lead nowhere is a title by itself: nothing is to be compared. */
export async function writeFreshTitles(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into title (id, described_by, fullness, keys)
    select title_id, record_key, fullness, case when keys = '{}' then array[title_id] else keys end
      from chunk where way = 'f' order by title_id`);
  await em.execute(`
    insert into title_alias (key, title_id)
    select unnest(keys[2:]), title_id from chunk where way = 'f' and cardinality(keys) > 1`);
}

/** Works the affected titles out anew from their records. */
export async function workOutAffected(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into new_title (id, described_by, fullness, keys)
    with member as (
      select r.title_id, r.record_key, r.keys, r.description_key, r.fullness
        from affected join record r using (title_id)
    ), connecting as (
      select title_id, unnest(keys) as key from member
      union
      select title_id, coalesce(description_key, record_key) from member where not ${identified('keys')}
    ), fullest as (
      select distinct on (title_id) title_id, record_key, fullness from member
       order by title_id, fullness desc, record_key
    )
    select title_id, f.record_key, f.fullness, k.keys
      from fullest f
      join (select title_id, array_agg(key order by key) as keys from connecting group by title_id) k using (title_id)`);
}

/**
 * The same of titles that records only joined, where that makes a difference: a key more, or a fuller record. What joins
 * has identifiers, so that all its keys connect; it is held against what the title was, not against its records.
 */
export async function workOutJoined(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into new_title (id, described_by, fullness, keys)
    with joined as (
      select t.id, t.described_by, t.fullness, t.keys, bool_and(c.keys <@ t.keys) as known, max(c.fullness) as fullest,
             (array_agg(c.record_key order by c.fullness desc, c.record_key))[1] as record_key
        from chunk c join title t on t.id = c.title_id
       where c.way = 'j' group by t.id
    ), more as (
      select j.id, array_agg(distinct key order by key) as keys
        from joined j join chunk c on c.title_id = j.id and c.way = 'j'
       cross join lateral unnest(j.keys || c.keys) key
       where not j.known group by j.id
    )
    select id, case when fullest > fullness or (fullest = fullness and record_key < described_by) then record_key
                    else described_by end,
           greatest(fullest, fullness), coalesce(m.keys, j.keys)
      from joined j left join more m using (id)
     where not known or fullest > fullness or (fullest = fullness and record_key < described_by)`);
}

/** Keeps what differs of the titles that were worked out, and notes which of them others have to hear of. */
export async function writeTitles(em: EntityManager): Promise<void> {
  await em.execute(`analyze new_title`);
  await em.execute(`
    insert into changed_title (id, gone)
    select id, n.id is null
      from (select t.* from title t join (select title_id from affected union select id from new_title) a on a.title_id = t.id) o
      full join new_title n using (id)
     where n.id is null or o.id is null or o.keys <> n.keys
        or o.described_by in (select record_key from chunk where kind <> 'a' and redescribed)
        or (o.described_by <> n.described_by and ${says('o')} is distinct from ${says('n')})`);
  await em.execute(`analyze changed_title`);
  // Libraries have the same description from one supplier: which of them describes the title tells nobody anything.
  await em.execute(`
    update title t set described_by = n.described_by, fullness = n.fullness from new_title n
     where t.id = n.id and (t.described_by, t.fullness) is distinct from (n.described_by, n.fullness)
       and not exists (select from changed_title c where c.id = n.id)`);
  // Keys first leave the titles they had, then come to those they have: a merge moves them from one to the other.
  await em.execute(`
    delete from title_alias a
     using (select unnest(t.keys) as key from changed_title c join title t using (id)) k
     where a.key = k.key`);
  await em.execute(`delete from title t using changed_title c where c.gone and t.id = c.id`);
  await em.execute(`
    insert into title (id, described_by, fullness, keys)
    select n.id, n.described_by, n.fullness, n.keys from new_title n join changed_title using (id)
    on conflict (id) do update
       set described_by = excluded.described_by, fullness = excluded.fullness, keys = excluded.keys`);
  await em.execute(`
    insert into title_alias (key, title_id)
    select unnest(n.keys[2:]), n.id from new_title n join changed_title using (id)`);
}

/** What the record that describes a title says of it, for hearers and for searching. */
function says(title: 'o' | 'n'): string {
  return `(select row(r.description, r.details::json ->> 'part') from record r
            where r.title_id = id and r.record_key = ${title}.described_by)`;
}
