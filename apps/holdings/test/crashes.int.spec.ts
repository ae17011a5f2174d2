import { join } from 'node:path';
import { isbnOf } from '#libs/records';
import { ended, eventually, freshDatabase, type FreshDatabase, ownProcess } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { runOf } from '../src/queries/runs.ts';
import { verify } from '../src/queries/verify.ts';
import { Imports, type State } from './importing.ts';

const ISIL = 'NL-0800000001';
const SECOND_ISIL = 'NL-0800000002';

let database: FreshDatabase;
let imports: Imports;
let undisturbed: State;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 50, leaseSeconds: 1 });
  await imports.participant(ISIL);
  await imports.deliver(FIRST, { participant: ISIL });
  await imports.deliver(SECOND, { participant: ISIL });
  undisturbed = await imports.state();
}, 180_000);

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await imports.empty();
  await imports.deliver(FIRST, { participant: ISIL });
});

function list(from: number, to: number, copies: (i: number) => number): string {
  const lines = Array.from({ length: to - from }, (_, k) => from + k).map(
    // Every tenth record bridges to its neighbour.
    (i) => `${i};${isbnOf(i)}${i % 10 === 0 ? `|${isbnOf(i + 1)}` : ''};Boek ${i};2001;Bruna;${copies(i)}`,
  );
  return ['id;isbn;titel;jaar;uitgever;exemplaren', ...lines].join('\n');
}

const FIRST = list(0, 240, () => 1);
const SECOND = list(11, 360, (i) => 1 + (i % 3));

/** Runs the work in a child until it kills itself, or is killed after a while. */
async function crash(failpoint: string, after?: number): Promise<void> {
  const child = await ownProcess(
    join(import.meta.dirname, 'child.ts'),
    { DATABASE: database.url, SPOOL: imports.folder, FAILPOINT: failpoint },
    after === undefined ? undefined : 'working',
  );
  if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after);
  await ended(child);
}

/** Carries the run to its end, and tells what came of it. */
async function recovered(id: string): Promise<object> {
  await eventually(
    async () => {
      await imports.work();
      expect(await imports.run(id)).toMatchObject({ state: 'done' });
    },
    { timeout: 30_000, every: 200 },
  );
  const told = (await imports.said()).filter(({ data }) => data['run'] === id).map(({ type }) => type);
  const { records, rejected, removed, added } = await imports.run(id);
  return {
    run: { records, rejected, removed, added },
    state: await imports.state(),
    projected: await imports.projected(),
    started: told.filter((type) => type === 'run-started.v1').length,
    finished: told.filter((type) => type === 'run-finished.v1').length,
    verified: (await verify(imports.em.fork())).equal,
  };
}

function asIfNothingHappened(): object {
  const run = { records: 349, rejected: 0, removed: 11, added: 120 };
  return { run, state: undisturbed, projected: undisturbed, started: 1, finished: 1, verified: true };
}

describe('a run whose process is killed', () => {
  it.each([
    'holdings.while-staging',
    'holdings.after-staging',
    'holdings.before-write',
    'holdings.before-tell:2',
    'holdings.before-commit:3',
    'holdings.after-commit:1',
    'holdings.before-finish',
  ])(
    'at %s ends as if nothing had happened',
    async (failpoint) => {
      const id = await imports.receive(SECOND, { participant: ISIL });
      await crash(failpoint);
      expect((await imports.run(id)).state).not.toBe('done');
      expect(await recovered(id)).toEqual(asIfNothingHappened());
    },
    180_000,
  );

  it('at random moments, again and again, ends as if nothing had happened', async () => {
    const id = await imports.receive(SECOND, { participant: ISIL });
    for (const after of [5, 40, 90, 160]) await crash('', after);
    expect(await recovered(id)).toEqual(asIfNothingHappened());
  }, 300_000);
});

describe('a delete list whose process is killed', () => {
  const GONE = Array.from({ length: 20 }, (_, i) => `${i * 7}`).join('\n');
  const removing = { participant: ISIL, mode: 'deletions' as const };

  it.each(['holdings.after-staging', 'holdings.before-commit', 'holdings.after-commit', 'holdings.before-finish'])(
    'at %s removes what it names, once',
    async (failpoint) => {
      await imports.deliver(GONE, removing);
      const undisturbedly = await imports.state();
      await imports.empty();
      await imports.deliver(FIRST, { participant: ISIL });
      const id = await imports.receive(GONE, removing);
      await crash(failpoint);
      expect((await imports.run(id)).state).not.toBe('done');
      expect(await recovered(id)).toEqual({
        run: { records: 20, rejected: 0, removed: 20, added: 0 },
        state: undisturbedly,
        projected: undisturbedly,
        started: 1,
        finished: 1,
        verified: true,
      });
    },
    180_000,
  );
});

it('still tells which numbers of a delete list were unknown when a crash of the database made it read again', async () => {
  const id = await imports.receive(['1', '8', 'onbekend', '15'].join('\n'), { participant: ISIL, mode: 'deletions' });
  await crash('holdings.after-commit');
  const { number } = await imports.run(id);
  await imports.em.fork().execute(`truncate staged_${number}`);
  expect(await recovered(id)).toMatchObject({ run: { removed: 3 }, verified: true });
  expect(await imports.rejects(id, 'warning')).toMatchObject([{ number: 3, code: 'record.unknown' }]);
}, 180_000);

describe('a file that speaks for many, whose process is killed', () => {
  const SHARED = [
    'isil;id;isbn;titel',
    ...Array.from({ length: 60 }, (_, i) => `${i % 3 === 0 ? ISIL : SECOND_ISIL};${i};${isbnOf(i)};Boek ${i}`),
  ].join('\n');

  it.each(['holdings.before-parts', 'holdings.before-commit', 'holdings.after-commit:1', 'holdings.before-finish'])(
    'at %s comes to each once',
    async (failpoint) => {
      await imports.empty();
      await imports.participant(SECOND_ISIL);
      const how = { participant: ISIL, source: 'gedeeld', shared: { actsFor: null } };
      await imports.deliver(SHARED, how);
      const undisturbedly = await imports.state();
      await imports.empty();
      const id = await imports.receive(SHARED, how);
      await crash(failpoint);
      await eventually(
        async () => {
          await imports.work();
          const [left] = await imports.em
            .fork()
            .execute<{ left: number }[]>(`select count(*)::int as left from run where state <> 'done'`);
          expect(left?.left).toBe(0);
        },
        { timeout: 30_000, every: 200 },
      );
      expect((await runOf(imports.em.fork(), id))?.parts.map(({ records }) => records).toSorted()).toEqual([20, 40]);
      expect(await imports.state()).toEqual(undisturbedly);
      expect(await imports.projected()).toEqual(undisturbedly);
    },
    180_000,
  );
});

describe('the undoing of a run, when its process is killed', () => {
  it.each(['holdings.after-staging', 'holdings.before-tell:1', 'holdings.after-commit:1', 'holdings.before-finish'])(
    'at %s brings back what there was, once, also after a crash of the database',
    async (failpoint) => {
      const before = await imports.state();
      const id = await imports.receive(SECOND, { participant: ISIL });
      await crash('holdings.after-commit:1');
      await recovered(id);
      const undo = await imports.runs.undo(id);
      await crash(failpoint);
      const { number } = await imports.run(undo);
      await imports.em.fork().execute(`truncate staged_${number}`);
      expect(await recovered(undo)).toMatchObject({
        run: { removed: 120, added: 11 },
        state: before,
        projected: before,
        started: 1,
        finished: 1,
        verified: true,
      });
    },
    180_000,
  );
});

it('reads the file again when a crash of the database emptied what was staged', async () => {
  const id = await imports.receive(SECOND, { participant: ISIL });
  await crash('holdings.after-commit:1');
  const [run] = await imports.em.fork().execute<{ number: number }[]>(`select number from run where id = ?`, [id]);
  await imports.em.fork().execute(`truncate staged_${run?.number}`);
  expect(await recovered(id)).toEqual(asIfNothingHappened());
}, 180_000);
