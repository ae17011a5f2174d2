import { Refusal } from '#libs/kernel';
import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { decided, type Decision } from '../model/decided.ts';
import { keysOf, ownKey } from '../model/keys.ts';
import { cluster } from '../model/matching.ts';
import { columnsIn } from '../reading/csv/columns.ts';
import { DEFAULT_MAPPING } from '../reading/mapping.ts';
import { recordOf } from '../reading/csv/row.ts';
import { verify } from '../queries/verify.ts';

const HEADER = ['id', 'isbn', 'ppn', 'titel', 'jaar', 'uitgever', 'exemplaren'];
const PARTICIPANTS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'];

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 2, holdAbove: 1 });
  for (const isil of PARTICIPANTS) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

/** Few identifiers and few descriptions, so that records bridge, and descriptions come to count and cease to. */
const line = fc
  .record({
    id: fc.integer({ min: 1, max: 5 }),
    isbn: fc.uniqueArray(fc.integer({ min: 1, max: 4 }).map(isbnOf), { maxLength: 2 }),
    ppn: fc.option(fc.integer({ min: 1, max: 3 }).map((it) => `10000000${it}`)),
    title: fc.constantFrom('Alfa', 'Bèta', 'Gamma'),
    described: fc.boolean(),
    copies: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ id, isbn, ppn, title, described, copies }) =>
    [id, isbn.join('|'), ppn ?? '', title, described ? 2001 : '', described ? 'Bruna' : '', copies].join(';'),
  );

const load = fc.record({
  participant: fc.constantFrom(...PARTICIPANTS),
  mode: fc.constantFrom('full' as const, 'delta' as const, 'deletions' as const),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (it) => it.split(';')[0] }),
});
type Load = typeof load extends fc.Arbitrary<infer T> ? T : never;

/** What a person decides about the titles that are there at that moment, each chosen by its place. */
const decision = fc.record({
  decide: fc.constantFrom('same' as const, 'apart' as const, 'take-back' as const),
  one: fc.nat(9),
  other: fc.nat(9),
});

it('has the titles, holdings and events that its records and decisions make, whatever came first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: load, weight: 3 }, decision), { minLength: 1, maxLength: 9 }),
      async (steps) => {
        await imports.empty();
        const held = new Map<string, string>();
        const made: Made[] = [];
        for (const step of steps) {
          if ('mode' in step) await deliver(step, held);
          else await decide(step, made);
        }
        expect(await imports.titles()).toEqual(expected(held, made));
        expect(await imports.projected()).toEqual(await imports.state());
        expect(await verify(imports.em.fork(), { atATime: 2 })).toMatchObject({ equal: true, differences: [] });
      },
    ),
    { numRuns: Number(process.env['FC_RUNS'] ?? 12) },
  );
}, 600_000);

async function deliver({ participant, mode, lines }: Load, held: Map<string, string>): Promise<void> {
  if (mode === 'full') for (const key of held.keys()) if (key.startsWith(`${participant}/`)) held.delete(key);
  for (const it of lines) {
    const key = `${participant}/${it.split(';')[0]}`;
    if (mode === 'deletions' || it.endsWith(';0')) held.delete(key);
    else held.set(key, it);
  }
  const run = await imports.deliver([HEADER.join(';'), ...lines].join('\n'), { participant, mode });
  expect(run.state).toBe('done');
}

interface Made extends Decision {
  readonly id: string;
  readonly about: readonly string[];
}

const anybody = { id: 'somebody', name: 'Somebody', participants: 'all' } as const;

/** Decides, and keeps in mind what was decided; what is refused changes nothing. */
async function decide({ decide: kind, one, other }: Taken, made: Made[]): Promise<void> {
  const titles = Object.entries(await imports.titles());
  const number = 1 + (await imports.decided());
  if (kind === 'take-back') {
    const [gone] = made.splice(one % Math.max(made.length, 1), 1);
    if (gone !== undefined) await imports.decisions.takeBack(gone.id, 'On second thoughts', anybody);
    return;
  }
  const [[id, records] = ['', []], [second] = ['']] = [titles[one % titles.length], titles[other % titles.length]];
  const about = kind === 'same' ? [id, second] : records.filter((_, i) => i % 2 === other % 2).map(ownKeyOf);
  if (new Set(about).size < (kind === 'same' ? 2 : 1)) return;
  const outcome =
    kind === 'same'
      ? imports.decisions.same(about, 'Why', anybody)
      : imports.decisions.apart(id, about, 'Why', anybody);
  await outcome.then(
    (it) => made.push({ id: it.id, kind, number, about }),
    (error: unknown) => expect(error).toBeInstanceOf(Refusal),
  );
}
type Taken = typeof decision extends fc.Arbitrary<infer T> ? T : never;

/** The titles that clustering everything from scratch gives. */
function expected(held: ReadonlyMap<string, string>, made: readonly Made[]): Record<string, string[]> {
  const columns = columnsIn(HEADER);
  const decisions = new Map<string, Decision[]>();
  for (const it of made) for (const key of it.about) decisions.set(key, [...(decisions.get(key) ?? []), it]);
  const records = [...held].map(([name, text]) => {
    const record = recordOf(text.split(';'), columns, DEFAULT_MAPPING);
    if ('code' in record) throw new Error(record.message);
    const { keys, descriptionKey } = keysOf(record);
    return { name, matched: decided({ keys, descriptionKey, record: ownKeyOf(name) }, decisions) };
  });
  const titles: Record<string, string[]> = {};
  const assignment = cluster(records.map(({ matched }) => matched));
  for (const { name, matched } of records) (titles[assignment.get(matched.record) ?? ''] ??= []).push(name);
  for (const names of Object.values(titles)) names.sort();
  return titles;
}

function ownKeyOf(name: string): string {
  const [participant = '', localId = ''] = name.split('/');
  return ownKey(participant, 'catalogue', localId);
}
