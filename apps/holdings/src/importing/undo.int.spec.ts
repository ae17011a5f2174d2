import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { ownKey } from '../model/keys.ts';
import { runOf } from '../queries/runs.ts';
import { verify } from '../queries/verify.ts';

const [OWN, OTHER] = ['NL-0800000001', 'NL-0800000002'];
const HEADER = 'id;isbn;titel;jaar;uitgever;exemplaren';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 2, holdAbove: 1 });
  for (const isil of [OWN, OTHER]) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await imports.empty();
});

function list(...lines: string[]): string {
  return [HEADER, ...lines].join('\n');
}

const FIRST = list(`1;${isbnOf(1)};Een;2001;Bruna;1`, `2;${isbnOf(2)};Twee;2001;Bruna;2`, '3;;Drie;2001;Bruna;3');
const SECOND = list(
  `1;${isbnOf(1)}|${isbnOf(9)};Een;2001;Bruna;4`,
  `2;${isbnOf(2)};Twee, herzien;2001;Bruna;2`,
  `4;${isbnOf(4)};Vier;2001;Bruna;1`,
  `5;${isbnOf(9)};Vijf;2001;Bruna;1`,
);

/** Undoes a run and carries that out. Gives the run that did so. */
async function undone(run: string): Promise<string> {
  const undo = await imports.runs.undo(run);
  await imports.work();
  return undo;
}

async function sound(): Promise<void> {
  expect(await imports.projected()).toEqual(await imports.state());
  expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
}

describe('undoing a run', () => {
  it.each(['full', 'delta'] as const)(
    'brings back what a %s run added, changed and removed, and tells so',
    async (mode) => {
      await imports.deliver(FIRST, { participant: OWN, asOf: '2026-01-01' });
      const before = [await imports.state(), await imports.titles()];
      const run = await imports.deliver(SECOND, { participant: OWN, mode, asOf: '2026-02-01' });
      const after = [await imports.state(), await imports.titles()];
      expect(after).not.toEqual(before);

      const undo = await undone(run.id);
      expect([await imports.state(), await imports.titles()]).toEqual(before);
      await sound();
      const removed = mode === 'full' ? 1 : 0;
      expect(await runOf(imports.em.fork(), undo)).toMatchObject({
        mode: 'undo',
        state: 'done',
        undoes: run.id,
        asOf: '2026-01-01',
        added: removed,
        changed: 2,
        removed: 2,
      });
      expect(await runOf(imports.em.fork(), run.id)).toMatchObject({ undoneBy: undo, undoable: false });

      await undone(undo);
      expect([await imports.state(), await imports.titles()]).toEqual(after);
      await sound();
    },
  );

  it('leaves nothing of a first delivery, and brings it back when that was a mistake', async () => {
    const run = await imports.deliver(FIRST, { participant: OWN });
    const there = await imports.state();
    const undo = await undone(run.id);
    expect(await imports.state()).toEqual({ titles: {}, holdings: {} });
    await sound();
    await undone(undo);
    expect(await imports.state()).toEqual(there);
    await sound();
  });

  it('knows the file again when it is delivered once more', async () => {
    await imports.deliver(FIRST, { participant: OWN });
    const run = await imports.deliver(SECOND, { participant: OWN });
    const there = await imports.state();
    await undone(run.id);
    expect(await imports.deliver(FIRST, { participant: OWN })).toMatchObject({ added: 0, changed: 0, removed: 0 });
    await imports.deliver(SECOND, { participant: OWN });
    expect(await imports.state()).toEqual(there);
  });

  it('leaves what others delivered since, and what was decided about titles', async () => {
    await imports.deliver(FIRST, { participant: OWN });
    const run = await imports.deliver(SECOND, { participant: OWN });
    await imports.deliver(list(`x;${isbnOf(9)};Een;2001;Bruna;7`), { participant: OTHER });
    const anybody = { id: 'kb', name: 'KB', participants: 'all' } as const;
    const record = ownKey(OWN, 'catalogue', '1');
    const [title] = Object.entries(await imports.titles()).find(([, records]) => records.includes(`${OWN}/1`)) ?? [''];
    await imports.decisions.apart(title, [record], 'Een ander boek', anybody);
    await undone(run.id);
    const titles = await imports.titles();
    expect(titles[record]).toEqual([`${OWN}/1`]);
    expect(Object.values(titles)).toContainEqual([`${OTHER}/x`]);
    expect((await imports.holdings())[`${OWN} ${record}`]).toBe('1/1/0');
    await sound();
  });

  it('is refused for a run that is under way, changed nothing, or was followed by another', async () => {
    const first = await imports.deliver(FIRST, { participant: OWN });
    const same = await imports.deliver(FIRST, { participant: OWN });
    await expect(imports.runs.undo(same.id)).rejects.toMatchObject({ code: 'run.changed-nothing' });
    const waiting = await imports.receive(SECOND, { participant: OWN });
    await expect(imports.runs.undo(waiting)).rejects.toMatchObject({ code: 'run.not-ended' });
    await expect(imports.runs.undo(first.id)).rejects.toMatchObject({ code: 'run.overtaken' });
    await imports.work();
    await expect(imports.runs.undo(first.id)).rejects.toMatchObject({ code: 'run.overtaken' });
    expect(await runOf(imports.em.fork(), first.id)).toMatchObject({ undoable: false });
    expect(await runOf(imports.em.fork(), waiting)).toMatchObject({ undoable: true });
    await expect(imports.runs.undo('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'run.unknown',
    });
  });

  it('is given up when a file that had arrived before was applied in between', async () => {
    await imports.deliver(FIRST, { participant: OWN });
    const run = await imports.deliver(SECOND, { participant: OWN });
    const undo = await imports.runs.undo(run.id);
    // As if the upload had its number before the undo, and was seen after it.
    const late = await imports.receive(list('8;;Acht;2001;Bruna;1'), { participant: OWN, mode: 'delta' });
    await imports.em.fork().execute(`update run set number = default where id = ?`, [undo]);
    await imports.work();
    expect(await imports.run(late)).toMatchObject({ state: 'done', added: 1 });
    expect(await runOf(imports.em.fork(), undo)).toMatchObject({ state: 'failed', failure: 'run.overtaken' });
    await sound();
  });

  it('keeps what only the latest run of a source replaced', async () => {
    await imports.deliver(FIRST, { participant: OWN });
    for (const copies of [5, 6, 7]) {
      await imports.deliver(list(`1;${isbnOf(1)};Een;2001;Bruna;${copies}`), { participant: OWN, mode: 'delta' });
    }
    const [kept] = await imports.em
      .fork()
      .execute<{ tables: number }[]>(
        `select count(*)::int as tables from pg_class c join run r on c.relname = 'replaced_' || r.number`,
      );
    expect(kept?.tables).toBe(1);
  });

  it('brings back whatever was there, whatever the run did', async () => {
    const line = fc
      .record({
        id: fc.integer({ min: 1, max: 4 }),
        isbn: fc.uniqueArray(fc.integer({ min: 1, max: 3 }).map(isbnOf), { maxLength: 2 }),
        described: fc.boolean(),
        copies: fc.integer({ min: 0, max: 2 }),
      })
      .map(
        ({ id, isbn, described, copies }) => `${id};${isbn.join('|')};Alfa;${described ? '2001;Bruna' : ';'};${copies}`,
      );
    const load = fc.record({
      participant: fc.constantFrom(OWN, OTHER),
      mode: fc.constantFrom('full' as const, 'delta' as const, 'deletions' as const),
      lines: fc.uniqueArray(line, { minLength: 1, maxLength: 5, selector: (it) => it.split(';')[0] }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(load, { maxLength: 3 }), load, async (loads, last) => {
        await imports.empty();
        for (const { lines, ...how } of loads) await imports.deliver(list(...lines), how);
        const before = [await imports.state(), await imports.titles()];
        const run = await imports.deliver(list(...last.lines), last);
        const after = [await imports.state(), await imports.titles()];
        if (run.added + run.changed + run.removed === 0) return;
        const undo = await undone(run.id);
        expect([await imports.state(), await imports.titles()]).toEqual(before);
        await sound();
        await undone(undo);
        expect([await imports.state(), await imports.titles()]).toEqual(after);
        await sound();
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 10) },
    );
  }, 300_000);
});
