import type { TitleState } from '#libs/contracts';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { countedUnder } from '../model/counted.ts';
import { migrations } from '../migrations/index.ts';
import { replaceHoldings, SNAPSHOT_RUN } from './replace-holdings.ts';
import { stageHoldings, stageTitles } from './staging.ts';

/** What a title or a holding says in these tests: a title by its name, of which the second has a key more, a holding by its copies. */
type Says = 1 | 2;
interface Kept {
  readonly says: Says | 'gone';
  readonly version: number;
}
type State = Readonly<Record<string, Kept>>;
type Snapshot = Readonly<Record<string, Says>>;

const COUNTING = countedUnder(() => [0]);
const TITLES = ['101', '102', '103'];
const KEY_MORE = 900;
const LOWEST = 1;
const ANSWERED = 5;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('coverage', migrations);
  await database.orm.em.fork().execute(`insert into participant (isil, version) values ('NL-1', 1)`);
}, 120_000);
afterAll(() => database.drop());

function title(id: string, says: Says | 'gone'): TitleState {
  const keys = says === 2 ? [id, String(KEY_MORE + Number(id))] : [id];
  const facets = { material: 'book', language: 'dut', audience: 'adult' } as const;
  return {
    id,
    keys,
    title: `Title ${says}`,
    ...facets,
    classifications: [],
    ...(says === 'gone' ? { gone: true } : {}),
  };
}

function holding(id: string, says: Says | 'gone') {
  const copies = says === 'gone' ? 0 : says;
  return { title: id, copies, extant: copies, onOrder: 0 };
}

async function stage(em: EntityManager, id: string, says: Says | 'gone', version: number): Promise<void> {
  await stageTitles(em, [{ run: SNAPSHOT_RUN, version, titles: [title(id, says)] }], COUNTING);
  await stageHoldings(em, [{ run: SNAPSHOT_RUN, version, participant: 1, holdings: [holding(id, says)] }]);
}

/** What there is, with what wrote each row last. */
async function kept(em: EntityManager): Promise<Record<string, Kept & { readonly rows: string }>> {
  const rows = await em.execute<{ id: string; says: string; version: number; rows: string }[]>(
    `select t.id::text as id, t.version::int as version, t.xmin || ' ' || t.ctid || ' ' || h.xmin || ' ' || h.ctid as rows,
            case when t.gone then 'gone' else right(t.title, 1) end as says
       from title t join holding h on h.title = t.id
      where h.version = t.version and h.copies = case when t.gone then 0 else right(t.title, 1)::int end`,
  );
  return Object.fromEntries(
    rows.map(({ id, says, version, rows: by }) => [
      id,
      { says: says === 'gone' ? says : (Number(says) as Says), version, rows: by },
    ]),
  );
}

async function aliases(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ line: string }[]>(`select key || ' ' || title as line from title_alias order by 1`);
  return rows.map(({ line }) => line);
}

/** Brings about a state, and replaces it by a snapshot that answers with one version. */
async function replaced(state: State, snapshot: Snapshot) {
  const em = database.orm.em.fork();
  await em.begin();
  try {
    for (const [id, { says, version }] of Object.entries(state)) await stage(em, id, says, version);
    await replaceHoldings(em);
    for (const [id, { says, version }] of Object.entries(state)) {
      const gone = says === 'gone';
      await em.execute(`update title set version = ?, gone = ? where id = ?`, [version, gone, id]);
      await em.execute(`update holding set version = ? where title = ?`, [version, id]);
    }
    const before = await kept(em);
    for (const [id, says] of Object.entries(snapshot)) await stage(em, id, says, ANSWERED);
    // A row that nobody waits for any more.
    await stageHoldings(em, [{ run: 7, version: LOWEST, participant: 1, holdings: [holding('101', 2)] }]);
    await replaceHoldings(em);
    const [waiting] = await em.execute<{ rows: number }[]>(
      `select ((select count(*) from pending_title) + (select count(*) from pending_holding))::int as rows`,
    );
    return { before, after: await kept(em), aliases: await aliases(em), waiting: waiting?.rows };
  } finally {
    await em.rollback();
  }
}

/** As the snapshot has it; what it does not have is gone, and keeps no version that the source has not reached. */
function expected(state: State, snapshot: Snapshot): Record<string, Kept> {
  const latest = Object.keys(snapshot).length > 0 ? ANSWERED : 0;
  const here = Object.entries(state).map(([id, { says, version }]): [string, Kept] => {
    const now = snapshot[id];
    if (now === undefined) return [id, { says: 'gone', version: Math.min(version, latest) }];
    return [id, { says: now, version: now === says && version <= ANSWERED ? version : ANSWERED }];
  });
  const fresh = Object.entries(snapshot).map(([id, says]): [string, Kept] => [id, { says, version: ANSWERED }]);
  return Object.fromEntries([...fresh, ...here]);
}

const says = fc.constantFrom<Says>(1, 2);
const version = fc.integer({ min: LOWEST, max: ANSWERED + 2 });
const states = fc.dictionary(
  fc.constantFrom(...TITLES),
  fc.record({ says: fc.oneof(says, fc.constant('gone' as const)), version }),
  { maxKeys: 3, noNullPrototype: true },
);
const snapshots = fc.dictionary(fc.constantFrom(...TITLES), says, { maxKeys: 3, noNullPrototype: true });

describe('a snapshot that takes the place of what there is', () => {
  it('leaves what it says, and writes no row that says it already', async () => {
    await fc.assert(
      fc.asyncProperty(states, snapshots, async (state, snapshot) => {
        const { before, after, aliases: known, waiting } = await replaced(state, snapshot);
        const right = expected(state, snapshot);
        expect(
          Object.fromEntries(
            Object.entries(after).map(([id, { says: it, version: of }]) => [id, { says: it, version: of }]),
          ),
        ).toEqual(right);
        const same = Object.keys(right).filter(
          (id) => state[id]?.says === right[id]?.says && state[id]?.version === right[id]?.version,
        );
        expect(same.map((id) => after[id]?.rows)).toEqual(same.map((id) => before[id]?.rows));
        expect(known).toEqual(
          Object.entries(snapshot)
            .filter(([, it]) => it === 2)
            .map(([id]) => `${KEY_MORE + Number(id)} ${id}`)
            .toSorted(),
        );
        expect(waiting).toBe(0);
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 150) },
    );
  }, 120_000);
});
