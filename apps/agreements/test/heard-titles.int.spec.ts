import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { takeTitles, type VersionedTitle } from '../src/store/heard-titles.ts';

const MANY = 20_000;
const SOME = 20;

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('agreements', migrations);
});

afterAll(() => database?.drop());

function titles(count: number, version: number, keysOf: (n: number) => string[]): VersionedTitle[] {
  return Array.from({ length: count }, (_, n) => ({
    id: String(1_000_000_000_000_000_000n + BigInt(n * 7919)),
    version,
    keys: keysOf(n),
    title: `Title ${n}`,
    material: 'book' as const,
    language: 'dut',
    audience: 'adult' as const,
    classifications: [],
  }));
}

function ppn(n: number): string {
  return String(2_000_000_000_000_000_000n + BigInt(n));
}

/** Takes titles over; gives how many rows of `title_key` that looked at. */
async function looksAt(heard: readonly VersionedTitle[]): Promise<number> {
  return database.orm.em.fork().transactional(async (tx) => {
    await takeTitles(tx, heard);
    const [row] = await tx.execute<{ looked: number }[]>(
      `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as looked
         from pg_stat_xact_user_tables where relname = 'title_key'`,
    );
    return row?.looked ?? 0;
  });
}

describe('taking titles over', () => {
  it('looks at the keys of those titles only, however many there are', async () => {
    await looksAt(titles(MANY, 1, (n) => [ppn(n), ppn(n + MANY)]));
    const looked = await looksAt(titles(SOME, 2, (n) => [ppn(n)]));
    expect(looked).toBeGreaterThan(SOME);
    expect(looked).toBeLessThan(20 * SOME);
  });

  it('takes away the keys that lead to them no more, and no others', async () => {
    const rows = await database.orm.em.fork().execute<{ keys: number; titles: number }[]>(
      `select count(*)::int as titles, keys::int from (select title, count(*) as keys from title_by_key group by title) t
          group by keys order by keys`,
    );
    // Each is found by its own id as well.
    expect(rows).toEqual([
      { keys: 2, titles: SOME },
      { keys: 3, titles: MANY - SOME },
    ]);
  });
});
