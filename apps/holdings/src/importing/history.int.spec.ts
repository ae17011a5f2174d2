import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { holdersOn, historyOf } from '../queries/title-history.ts';
import { verify } from '../queries/verify.ts';

const [OWN, OTHER] = ['NL-0800000001', 'NL-0800000002'];
const HEADER = 'id;isbn;titel;exemplaren';
const anybody = { id: 'kb', name: 'KB', participants: 'all' } as const;

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { holdAbove: 1 });
  for (const isil of [OWN, OTHER]) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await imports.empty();
});

/** The same name for the same day, counted from the first. */
const dayNumber = (day: number): string => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);

/** Makes everything that was applied since the last day a day's work. */
async function endDay(day: number): Promise<void> {
  await imports.em
    .fork()
    .execute(`update applied_change set at = ?::date + interval '12 hours' where at > now() - interval '1 day'`, [
      dayNumber(day),
    ]);
}

function list(...lines: string[]): string {
  return [HEADER, ...lines].join('\n');
}

async function on(title: string, day: number): Promise<Record<string, string>> {
  const { holders } = await holdersOn(imports.em.fork(), title, dayNumber(day));
  return Object.fromEntries(
    holders.map(({ participant, copies, extant, onOrder }) => [participant, `${copies}/${extant}/${onOrder}`]),
  );
}

async function titleWith(record: string): Promise<string> {
  const found = Object.entries(await imports.titles()).find(([, records]) => records.includes(record));
  if (found === undefined) throw new Error(`No title has ${record}`);
  return found[0];
}

describe('who held a title', () => {
  it('is known of every day: before it came, as it changed, and after it went', async () => {
    const line = (copies: number): string => list(`1;${isbnOf(1)};Een;${copies}`);
    await imports.deliver(list(`9;${isbnOf(9)};Ander;1`), { participant: OWN, source: 'elders' });
    await endDay(0);
    await imports.deliver(line(1), { participant: OWN });
    await endDay(1);
    await imports.deliver(line(3), { participant: OWN });
    await imports.deliver(line(2), { participant: OTHER });
    await endDay(2);
    const title = await titleWith(`${OWN}/1`);
    await imports.deliver(list('8;;Niets;1'), { participant: OWN });
    await endDay(4);
    expect(await on(title, 0)).toEqual({});
    expect(await on(title, 1)).toEqual({ [OWN]: '1/1/0' });
    expect(await on(title, 2)).toEqual({ [OWN]: '3/3/0', [OTHER]: '2/2/0' });
    expect(await on(title, 3)).toEqual({ [OWN]: '3/3/0', [OTHER]: '2/2/0' });
    expect(await on(title, 4)).toEqual({ [OTHER]: '2/2/0' });

    const { items } = await historyOf(imports.em.fork(), title, { limit: 50 });
    expect(items.map(({ participant, copies, until }) => [participant, copies, until === null])).toEqual([
      [OTHER, 2, true],
      [OWN, 3, false],
      [OWN, 1, false],
    ]);
  });

  it('follows titles that became one, and titles that were one', async () => {
    await imports.deliver(list(`1;${isbnOf(1)};Een;1`), { participant: OWN });
    await imports.deliver(list(`2;${isbnOf(2)};Een;2`), { participant: OTHER });
    await endDay(1);
    const bridge = await imports.deliver(list(`3;${isbnOf(1)}|${isbnOf(2)};Een;5`), { participant: OWN, source: 'b' });
    await endDay(2);
    const both = await titleWith(`${OWN}/1`);
    expect(await on(both, 1)).toEqual({ [OWN]: '1/1/0', [OTHER]: '2/2/0' });
    expect(await on(both, 2)).toEqual({ [OWN]: '6/6/0', [OTHER]: '2/2/0' });

    await imports.runs.undo(bridge.id);
    await imports.work();
    await endDay(3);
    const [one, two] = [await titleWith(`${OWN}/1`), await titleWith(`${OTHER}/2`)];
    expect(one).not.toBe(two);
    // As it was known on that day: then they were one title.
    for (const title of [one, two]) expect(await on(title, 2)).toEqual({ [OWN]: '6/6/0', [OTHER]: '2/2/0' });
    expect(await on(one, 3)).toEqual({ [OWN]: '1/1/0' });
    expect(await on(two, 3)).toEqual({ [OTHER]: '2/2/0' });
  });

  it('follows a decision and its being taken back', async () => {
    await imports.deliver(list(`1;${isbnOf(1)};Een;1`), { participant: OWN });
    await imports.deliver(list(`2;${isbnOf(2)};Een;2`), { participant: OTHER });
    await endDay(1);
    const titles = Object.keys(await imports.titles());
    const { id } = await imports.decisions.same(titles, 'Hetzelfde boek', anybody);
    await endDay(2);
    await imports.decisions.takeBack(id, 'Toch niet', anybody);
    await endDay(3);
    const two = await titleWith(`${OTHER}/2`);
    expect(await on(two, 1)).toEqual({ [OTHER]: '2/2/0' });
    expect(await on(two, 2)).toEqual({ [OWN]: '1/1/0', [OTHER]: '2/2/0' });
    expect(await on(two, 3)).toEqual({ [OTHER]: '2/2/0' });
  });

  it('says from when it is kept, and knows nothing of a day before that or of a title that never was', async () => {
    expect(await holdersOn(imports.em.fork(), '1000000000000000001', dayNumber(1))).toEqual({
      on: dayNumber(1),
      knownFrom: null,
      holders: [],
    });
    await imports.deliver(list(`1;${isbnOf(1)};Een;1`), { participant: OWN });
    await endDay(5);
    const title = await titleWith(`${OWN}/1`);
    const before = await holdersOn(imports.em.fork(), title, dayNumber(4));
    expect(before).toMatchObject({ holders: [], knownFrom: `${dayNumber(5)}T12:00:00.000Z` });
  });

  it('comes page by page, each change once', async () => {
    const counts = Array.from({ length: 13 }, (_, i) => i + 1);
    for (const copies of counts) {
      await imports.deliver(list(`1;${isbnOf(1)};Een;${copies}`), { participant: OWN });
    }
    const title = await titleWith(`${OWN}/1`);
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await historyOf(imports.em.fork(), title, { limit: 2, ...(after !== undefined && { after }) });
      seen.push(...page.items.map(({ copies }) => copies));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(counts.toReversed());
  });

  it('is what was kept on each day of the titles that its records were in, whatever happened', async () => {
    const line = fc
      .record({
        id: fc.integer({ min: 1, max: 4 }),
        isbn: fc.uniqueArray(fc.integer({ min: 1, max: 4 }).map(isbnOf), { minLength: 1, maxLength: 2 }),
        copies: fc.integer({ min: 0, max: 2 }),
      })
      .map(({ id, isbn, copies }) => `${id};${isbn.join('|')};Alfa;${copies}`);
    const load = fc.record({
      participant: fc.constantFrom(OWN, OTHER),
      mode: fc.constantFrom('delta' as const, 'deletions' as const),
      lines: fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: (it) => it.split(';')[0] }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(load, { minLength: 1, maxLength: 6 }), async (loads) => {
        await imports.empty();
        const days: Day[] = [{ titles: {}, holdings: {} }];
        const identities = new Map<string, string>();
        for (const { participant, mode, lines } of loads) {
          // Another identity is another test: here a record keeps the numbers that it first came with.
          const sent = lines.map((it) => {
            const [id = '', isbn = '', ...rest] = it.split(';');
            const name = `${participant}/${id}`;
            if (!identities.has(name)) identities.set(name, isbn);
            return [id, identities.get(name), ...rest].join(';');
          });
          await imports.deliver(list(...sent), { participant, mode });
          await endDay(days.length);
          days.push({ titles: await imports.titles(), holdings: await imports.holdings() });
        }
        expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
        for (const title of Object.keys(days.at(-1)?.titles ?? {})) {
          for (const day of days.keys()) expect(await on(title, day)).toEqual(expected(days, title, day));
        }
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 15) },
    );
  }, 300_000);
});

interface Day {
  /** Which records each title had at its end. */
  readonly titles: Readonly<Record<string, readonly string[]>>;
  /** `participant title` → copies/extant/on order. */
  readonly holdings: Readonly<Record<string, string>>;
}

/** The titles that its records were in on that day, each followed back day by day; and so of records that are gone. */
function expected(days: readonly Day[], title: string, day: number): Record<string, string> {
  const titleOf = (record: string, at: number): string | undefined =>
    Object.entries(days[at]?.titles ?? {}).find(([, records]) => records.includes(record))?.[0];
  const were = new Set([title]);
  for (const last of days.keys()) {
    for (const record of days[last]?.titles[title] ?? []) {
      const stays = last === days.length - 1 || titleOf(record, last + 1) !== undefined;
      if (last !== days.length - 1 && stays) continue;
      let at = last;
      while (at > day && titleOf(record, at - 1) !== undefined) at--;
      // What it came to is what it was before it came, unless it had been there before.
      let before = at - 1;
      while (before >= day && titleOf(record, before) === undefined) before--;
      const was = titleOf(record, at);
      if (was !== undefined && before < day) were.add(was);
    }
  }
  const held: Record<string, number> = {};
  for (const [what, counts] of Object.entries(days[day]?.holdings ?? {})) {
    const [participant = '', of = ''] = what.split(' ');
    if (were.has(of)) held[participant] = (held[participant] ?? 0) + Number(counts.split('/')[0]);
  }
  return Object.fromEntries(Object.entries(held).map(([who, copies]) => [who, `${copies}/${copies}/0`]));
}
