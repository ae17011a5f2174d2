import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Compared, COMPARED, comparedTitles, holdingsComparison } from '../src/queries/compared-holdings.ts';
import { type Person, RunningHoldings } from './running.ts';

const [OWN, OTHER, THIRD] = ['NL-0800010000', 'NL-0800020000', 'NL-0800030000'];
const manager: Person = { roles: ['collection-manager'], participant: OWN };
const third: Person = { roles: ['collection-manager'], participant: THIRD };
const planOwner: Person = { roles: ['plan-owner'] };
const COMPARISON = `/participants/${OWN}/compared-with/${OTHER}`;

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start();
  await service.knows(OWN, OTHER, THIRD);
  await service.deliver(OWN, 'catalogus', list(line(1, 2), line(2, 1), line(3, 0, 1), line(5, 1)));
  await service.deliver(OTHER, 'catalogus', list(line(2, 4), line(3, 1), line(4, 1)));
});

afterAll(async () => {
  await service?.stop();
});

function line(number: number, copies: number, onOrder = 0): string {
  return `${isbnOf(number)};Boek ${number};${copies};${onOrder}`;
}

function list(...lines: string[]): string {
  return ['isbn;titel;exemplaren;besteld', ...lines].join('\n');
}

function holds(rows: ReadonlyMap<string, number>, id: string): boolean {
  return (rows.get(id) ?? 0) > 0;
}

async function asked(path: string, as: Person): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(path, { as });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

describe('comparing what two participants have', () => {
  it('tells what each has alone and both have; what is on order is not held', async () => {
    expect(await asked(COMPARISON, manager)).toEqual([200, { one: 2, other: 2, both: 1 }]);
    expect(await asked(`${COMPARISON}/titles?what=one`, manager)).toMatchObject([
      200,
      { items: [{ title: 'Boek 1', copiesOfOne: 2, copiesOfOther: 0 }, { title: 'Boek 5' }], next: null },
    ]);
    expect(await asked(`${COMPARISON}/titles?what=other`, planOwner)).toMatchObject([
      200,
      { items: [{ title: 'Boek 3', copiesOfOne: 0, copiesOfOther: 1 }, { title: 'Boek 4' }] },
    ]);
    expect(await asked(`${COMPARISON}/titles?what=both`, manager)).toMatchObject([
      200,
      { items: [{ title: 'Boek 2', copiesOfOne: 1, copiesOfOther: 4, identifiers: [{ kind: 'isbn' }] }] },
    ]);
  });

  it('comes page by page and as a file', async () => {
    const [, first] = await asked(`${COMPARISON}/titles?what=one&limit=1`, manager);
    const [, second] = await asked(`${COMPARISON}/titles?what=one&limit=1&after=${String(first['next'])}`, manager);
    expect([first, second]).toMatchObject([
      { items: [{ title: 'Boek 1' }] },
      { items: [{ title: 'Boek 5' }], next: null },
    ]);
    const lines = (await (await service.fetch(`${COMPARISON}/titles.csv?what=one`, { as: manager })).text()).trimEnd();
    expect(lines.split('\r\n')).toHaveLength(3);
  });

  it('is for who has part in it', async () => {
    expect((await asked(`/participants/${OTHER}/compared-with/${OWN}`, manager))[0]).toBe(200);
    expect((await asked(COMPARISON, planOwner))[0]).toBe(200);
    for (const path of [COMPARISON, `${COMPARISON}/titles?what=one`, `${COMPARISON}/titles.csv?what=one`]) {
      expect((await service.fetch(path, { as: third })).status).toBe(403);
      expect((await service.fetch(path)).status).toBe(401);
    }
    expect((await asked(`${COMPARISON}/titles?what=all`, manager))[0]).toBe(422);
    expect((await asked(`/participants/${OWN}/compared-with/NL-0800099999`, manager))[0]).toBe(404);
  });

  it('comes to what comparing title by title gives', async () => {
    const em = service.em;
    const held = fc.array(
      fc.record({ title: fc.integer({ min: 1, max: 9 }), copies: fc.integer({ min: 0, max: 2 }) }),
      {
        maxLength: 9,
      },
    );
    await fc.assert(
      fc.asyncProperty(held, held, async (one, other) => {
        await em.execute(`delete from holding where participant in (901, 902)`);
        const titles = await em.execute<{ id: string }[]>(`select id::text as id from title order by id`);
        const has = (rows: typeof one): Map<string, number> =>
          new Map(
            rows.flatMap(({ title, copies }) => (titles[title - 1] ? [[titles[title - 1]?.id ?? '', copies]] : [])),
          );
        const [ones, others] = [has(one), has(other)];
        for (const [participant, rows] of [
          [901, ones],
          [902, others],
        ] as const) {
          for (const [id, copies] of rows) {
            await em.execute(`insert into holding values (?, ?::bigint, ?, ?, 0, 1)`, [
              participant,
              id,
              copies,
              copies,
            ]);
          }
        }
        const expected: Record<Compared, string[]> = { one: [], other: [], both: [] };
        for (const { id } of titles) {
          if (holds(ones, id) && holds(others, id)) expected.both.push(id);
          else if (holds(ones, id)) expected.one.push(id);
          else if (holds(others, id)) expected.other.push(id);
        }
        for (const what of COMPARED) {
          const { items } = await comparedTitles(em, 901, 902, { what, limit: 50 });
          expect([what, items.map(({ id }) => id)]).toEqual([what, expected[what]]);
        }
        expect(await holdingsComparison(em, 901, 902)).toEqual({
          one: expected.one.length,
          other: expected.other.length,
          both: expected.both.length,
        });
      }),
      { numRuns: 25 },
    );
  });
});
