import type { SnapshotHolding, SnapshotPage, SnapshotQuestion, SnapshotTitle } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A page goes out as one message, of which the bus carries a few megabytes. */
const PAGE_BYTES = 1_000_000;

/**
 * Each part as a key and the row that events would have told, put into words as they are there: to take a description
 * apart and put it together again is most of the work. Titles are taken before their records are looked up: PostgreSQL would
 * else walk through all records up to the page. The version is that of the statement's own view.
 */
const ROWS = {
  titles: `
    select t.id::text as key,
           '{"id":"' || t.id || '","version":' || v.version || ',"keys":[' ||
           coalesce((select string_agg('"' || key || '"', ',') from unnest(t.keys) key where key < 7000000000000000000), '') ||
           '],' || substr(r.description, 2) as said
      from apply_version v
     cross join (select id, keys, described_by from title where id > ?::bigint order by id limit ?) t
      join record r on r.title_id = t.id and r.record_key = t.described_by
     order by t.id`,
  holdings: `
    select h.title_id || ' ' || h.participant as key,
           '{"participant":' || to_json(p.isil) || ',"title":"' || h.title_id || '","copies":' || h.copies || ',"extant":' ||
           h.extant || ',"onOrder":' || h.on_order || ',"version":' || v.version || '}' as said
      from apply_version v
     cross join (select distinct h.title_id, h.participant, h.copies, h.extant, h.on_order
                   from record r join holding h on h.participant = r.participant and h.title_id = r.title_id
                  where r.title_id >= ?::bigint and (r.title_id, r.participant) > (?::bigint, ?::int)
                  order by h.title_id, h.participant limit ?) h
      join participant p on p.number = h.participant
     order by h.title_id, h.participant`,
};

/** What is the state that the events led to? Titles and holdings as they are now. */
export async function snapshot(
  em: EntityManager,
  { part, after, limit }: SnapshotQuestion,
): Promise<SnapshotPage<SnapshotTitle | SnapshotHolding>> {
  if (part !== 'titles' && part !== 'holdings') {
    throw new Refusal('snapshot.malformed', 'Ask for one of the parts titles, holdings');
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > 5000) {
    throw new Refusal('snapshot.malformed', 'Ask for 1 to 5000 rows at a time (limit)');
  }
  const rows = await em.execute<{ key: string; said: string; more: boolean }[]>(
    `select key, said, more
       from (select key, said, n, lead(true, 1, false) over (order by n) as more,
                    sum(octet_length(said)) over (order by n) as bytes
               from (select key, said, row_number() over () as n from (${ROWS[part]}) part) numbered) page
      where n <= ? and (n = 1 or bytes <= ${PAGE_BYTES})
      order by n`,
    [...placeOf(part, after ?? ''), limit + 1, limit],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map(({ said }) => JSON.parse(said) as SnapshotTitle | SnapshotHolding),
    next: last?.more === true ? last.key : null,
  };
}

function placeOf(part: 'titles' | 'holdings', after: string): string[] {
  if (after === '') return part === 'titles' ? ['0'] : ['0', '0', '0'];
  const form = part === 'titles' ? /^(\d{19})$/ : /^(\d{19}) (\d{1,9})$/;
  const place = form.exec(after)?.slice(1);
  if (place === undefined) {
    throw new Refusal('snapshot.malformed', `'${after}' is not a place in ${part}; use the 'next' of the page before`);
  }
  const [title = '', ...participant] = place;
  return part === 'titles' ? [title] : [title, title, ...participant];
}
