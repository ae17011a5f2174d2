import { HoldingsChangedV1, TitlesChangedV1, TitlesMergedV1, TitlesSplitV1 } from '#libs/contracts';
import { Outbox } from '#libs/messaging';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Regrouping } from '../../model/matching.ts';
import type { Chunk } from './classify.ts';

/** Changes in one event at most; and bytes, so that long titles do not make a message that the bus refuses. */
const CHANGES = 1000;
const BYTES = 1_500_000;

/** Tells what the chunk did. The changes are put into words by PostgreSQL, where they are: they never travel to us and back. */
export async function tell(
  em: EntityManager,
  outbox: Outbox,
  chunk: Pick<Chunk, 'run' | 'participant' | 'table' | 'after' | 'upTo'>,
  version: number,
  { merges, splits }: Regrouping,
): Promise<void> {
  const { run } = chunk;
  for (const some of parts(merges)) await outbox.add([TitlesMergedV1.of({ version, run, merges: some })]);
  for (const some of parts(splits)) {
    await outbox.add([
      TitlesSplitV1.of({ version, run, splits: some.map(({ from, into }) => ({ from, into: [...into] })) }),
    ]);
  }
  const head = JSON.stringify({ version, run }).slice(1, -1);
  const { after, upTo, table } = chunk;
  await outbox.addSelected(
    TitlesChangedV1,
    `select null as participant, '{${head},"titles":[' || string_agg(state, ',') || ']}' as data
       from (${numbered(`
         select '{"id":"' || c.title_id || '","keys":[' ||
                case when c.keys = '{}' then '' else '"' || array_to_string(c.keys, '","') || '"' end ||
                '],' || substr(s.description, 2) as state
           from chunk c join ${table} s on s.ordinal = c.ordinal
          where c.way = 'f' and s.ordinal > $1 and s.ordinal <= $2
         union all
         select '{"id":"' || t.id || '","keys":[' ||
                coalesce((select string_agg('"' || key || '"', ',') from unnest(t.keys) key where key < 7000000000000000000), '') ||
                '],' || substr(r.description, 2)
           from changed_title c join title t using (id)
           join record r on r.title_id = t.id and r.record_key = t.described_by
          where not c.gone
         union all
         select '{"id":"' || id || '","keys":[],"title":"","material":"other","language":"und","audience":"unknown","classifications":[],"gone":true}'
           from changed_title where gone`)}) told
      group by by_count, by_bytes order by by_count, by_bytes`,
    [after, upTo],
    em,
  );
  await outbox.addSelected(
    HoldingsChangedV1,
    `select isil as participant,
            '{"participant":' || to_json(isil) || ',${head},"holdings":[' || string_agg(state, ',') || ']}' as data
       from (${numbered(
         `select p.isil, '{"title":"' || h.title_id || '","copies":' || h.copies || ',"extant":' || h.extant ||
                ',"onOrder":' || h.on_order || '}' as state
           from (select participant, title_id, copies, extant, on_order from changed_holding
                 union all
                 select $1::int, title_id, copies, extant, on_order from chunk where way = 'f') h
           join participant p on p.number = h.participant`,
         'partition by isil',
       )}) told
      group by isil, by_count, by_bytes order by isil, by_count, by_bytes`,
    [chunk.participant],
    em,
  );
}

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
