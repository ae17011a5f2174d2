import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Seconds that COPY takes for as many holdings rows into a table with its primary key: the median of three. */
export async function copyHoldings(em: EntityManager, rows: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    await em
      .fork()
      .execute(
        `create table limit_holding (participant int, title_id bigint, copies int, extant int, on_order int, primary key (participant, title_id))`,
      );
    const began = performance.now();
    await em
      .fork()
      .transactional((tx) =>
        copyInto(tx, 'limit_holding', ['participant', 'title_id', 'copies', 'extant', 'on_order'], holdings(rows)),
      );
    times.push((performance.now() - began) / 1000);
    await em.fork().execute(`drop table limit_holding`);
  }
  return times.toSorted((a, b) => a - b)[1] ?? 0;
}

/** Titles in the order in which a library's file would have them: none. */
function* holdings(rows: number): Generator<[number, string, number, number, number]> {
  for (let i = 0; i < rows; i++)
    yield [1, `100000978${String((i * 7_919) % 10_000_000_000).padStart(10, '0')}`, 1, 1, 0];
}
