import { HoldingsChangedV1, TitlesChangedV1, TitlesMergedV1, TitlesSplitV1 } from '#libs/contracts';
import { Outbox } from '#libs/messaging';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Regrouping } from '../../model/matching.ts';
import type { Chunk } from './classify.ts';

/**
 * Changes in one event at most; and bytes: what fits into one piece of a connection (64 kB) whoever hears it need not put
 * together from many, in memory that grows and is thrown away. With larger events an import took a fifth longer.
 */
const CHANGES = 1000;
const BYTES = 60_000;

/** A change of titles and holdings, as it is told. */
export interface Told {
  /** The run, or the decision of a person, that caused it. */
  readonly cause: string;
  readonly version: number;
  readonly regrouping: Regrouping;
  /** Where the descriptions of fresh titles are, when there are any. */
  readonly fresh: Pick<Chunk, 'participant' | 'table' | 'after' | 'upTo'> | null;
}

/** Tells what was done. The changes are put into words by PostgreSQL, where they are: they never travel to us and back. */
export async function tell(em: EntityManager, outbox: Outbox, told: Told): Promise<void> {
  const { cause: run, version, regrouping, fresh } = told;
  for (const merges of parts(regrouping.merges)) await outbox.add([TitlesMergedV1.of({ version, run, merges })]);
  for (const some of parts(regrouping.splits)) {
    const splits = some.map(({ from, into }) => ({ from, into: [...into] }));
    await outbox.add([TitlesSplitV1.of({ version, run, splits })]);
  }
  const head = JSON.stringify({ version, run }).slice(1, -1);
  const titles = fresh === null ? CHANGED_TITLES : `${freshTitles(fresh.table)} union all ${CHANGED_TITLES}`;
  await outbox.addSelected(
    TitlesChangedV1,
    `select null as participant, '{${head},"titles":[' || string_agg(state, ',') || ']}' as data
       from (${numbered(titles)}) told
      group by by_count, by_bytes order by by_count, by_bytes`,
    fresh === null ? [] : [fresh.after, fresh.upTo],
    em,
  );
  const holdings = fresh === null ? CHANGED_HOLDINGS : `${CHANGED_HOLDINGS} union all ${FRESH_HOLDINGS}`;
  await outbox.addSelected(
    HoldingsChangedV1,
    `select isil as participant,
            '{"participant":' || to_json(isil) || ',${head},"holdings":[' || string_agg(state, ',') || ']}' as data
       from (${numbered(
         `select p.isil, '{"title":"' || h.title_id || '","copies":' || h.copies || ',"extant":' || h.extant ||
                ',"onOrder":' || h.on_order || '}' as state
           from (${holdings}) h join participant p on p.number = h.participant`,
         'partition by isil',
       )}) told
      group by isil, by_count, by_bytes order by isil, by_count, by_bytes`,
    fresh === null ? [] : [fresh.participant],
    em,
  );
}

const CHANGED_TITLES = `
  select '{"id":"' || t.id || '","keys":[' ||
         coalesce((select string_agg('"' || key || '"', ',') from unnest(t.keys) key where key < 7000000000000000000), '') ||
         '],' || substr(r.description, 2) as state
    from changed_title c join title t using (id)
    join record r on r.title_id = t.id and r.record_key = t.described_by
   where not c.gone
  union all
  select '{"id":"' || id || '","keys":[],"title":"","material":"other","language":"und","audience":"unknown","classifications":[],"gone":true}'
    from changed_title where gone`;

function freshTitles(table: string): string {
  return `
  select '{"id":"' || c.title_id || '","keys":[' ||
         case when c.keys = '{}' then '' else '"' || array_to_string(c.keys, '","') || '"' end ||
         '],' || substr(s.description, 2) as state
    from chunk c join ${table} s on s.ordinal = c.ordinal
   where c.way = 'f' and s.ordinal > $1 and s.ordinal <= $2`;
}

const CHANGED_HOLDINGS = `select participant, title_id, copies, extant, on_order from changed_holding`;
const FRESH_HOLDINGS = `select $1::int, title_id, copies, extant, on_order from chunk where way = 'f'`;

/** Numbers the changes as they come, for sorting is half the cost, and says in which event each goes. */
function numbered(changes: string, per = ''): string {
  return `select *, (row_number() over change - 1) / ${CHANGES} as by_count,
                 sum(octet_length(state)) over change / ${BYTES} as by_bytes
            from (${changes}) told
          window change as (${per} rows unbounded preceding)`;
}

function* parts<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += CHANGES) yield all.slice(i, i + CHANGES);
}
