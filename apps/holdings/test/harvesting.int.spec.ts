import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#libs/kernel';
import { XmlSplitter } from '#libs/marc';
import { ended, eventually, freshDatabase, type FreshDatabase, ownProcess } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { migrations } from '../src/migrations/index.ts';
import { verify } from '../src/queries/verify.ts';
import type { HarvestSetting } from '../src/store/harvests.ts';
import { Harvested, LIBRARY } from './harvesting.ts';
import { marcXml, OaiRepository, picaXml } from '#libs/testing';

const DATA = join(import.meta.dirname, '../../../../shared/data');
if (!existsSync(DATA) && process.env['CI']) throw new Error(`The real records are not at ${DATA}; CI needs them`);
const SERIALS = join(DATA, 'marc/evergreen_serials_marc21.xml');

const DAY: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);

let database: FreshDatabase;
let repository: OaiRepository;
let harvested: Harvested;

beforeAll(async () => {
  [database, repository] = await Promise.all([freshDatabase('holdings', migrations), OaiRepository.start()]);
  harvested = await Harvested.over(database.orm, { turn: 0 });
}, 180_000);

afterAll(async () => {
  await harvested?.imports.stop();
  await repository?.stop();
  await database?.drop();
});

beforeEach(async () => {
  repository.empty();
  await harvested.empty();
  await harvested.set(repository.url);
});

function fill(count: number): void {
  for (let i = 0; i < count; i++) repository.put(`oai:r:${i}`, marcXml(`m${i}`, `Boek ${i}`));
  repository.pass();
}

function down(_request: unknown, response: { writeHead(status: number): { end(): void } }): boolean {
  response.writeHead(500).end();
  return true;
}

/** A harvest that is under way already, or waits for somebody, is as good as one that is asked for. */
async function askUnlessBusy(of: Harvested): Promise<void> {
  try {
    await of.ask();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'harvest.under-way')) throw error;
  }
}

/** Everything that waits is carried out, and what is held is meant. */
async function settle(of: Harvested): Promise<void> {
  for (;;) {
    await of.work();
    const [held] = await of.imports.em.fork().execute<{ id: string }[]>(`select id from run where state = 'held'`);
    if (held === undefined) return;
    await of.imports.runs.confirm(held.id);
  }
}

/** Records without a number are called after their bytes, which a repository wraps otherwise. */
function named(records: Record<string, string>): [string, string][] {
  return Object.entries(records).filter(([localId]) => !localId.startsWith('#'));
}

function partOf(content: string, pattern: RegExp): string {
  return pattern.exec(content)?.[1] ?? '';
}

/** What the source would have if everything were loaded in full. */
function whole(): Record<string, string> {
  const live = [...repository.records.values()].filter(({ deleted }) => !deleted);
  return Object.fromEntries(
    live
      .map(({ content }) => {
        const copies = content.split('tag="852"').length - 1;
        return [partOf(content, /tag="001">([^<]*)</), `${partOf(content, /code="a">([^<]*)</)} ${copies}`] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('a harvest', () => {
  it('fetches all pages the first time, and only what changed after that', async () => {
    fill(10);
    expect(await harvested.harvest()).toMatchObject({ state: 'delivered', mode: 'full', pages: 4, runState: 'done' });
    expect(await harvested.records()).toEqual(whole());
    repository.pass();
    repository.put('oai:r:3', marcXml('m3', 'Boek drie', 2));
    repository.put('oai:r:10', marcXml('m10', 'Boek 10'));
    repository.pass();
    expect(await harvested.harvest()).toMatchObject({ mode: 'delta', records: 2, deleted: 0, runState: 'done' });
    expect(await harvested.records()).toEqual(whole());
    repository.pass();
    expect(await harvested.harvest()).toMatchObject({ mode: 'delta', state: 'unchanged', run: null, failure: null });
    expect((await verify(harvested.imports.em.fork())).equal).toBe(true);
    expect(await harvested.imports.projected()).toEqual(await harvested.imports.state());
  });

  it('removes what a header without metadata says is deleted, in the same run as the changes', async () => {
    fill(30);
    await harvested.harvest();
    repository.pass();
    repository.delete('oai:r:4');
    repository.put('oai:r:5', marcXml('m5', 'Boek vijf'));
    const harvest = await harvested.harvest();
    expect(harvest).toMatchObject({ mode: 'delta', records: 2, deleted: 1 });
    expect(await harvested.imports.run(harvest.run ?? '')).toMatchObject({ changed: 1, removed: 1, records: 2 });
    expect(await harvested.records()).toEqual(whole());
  });

  it('stops for a person when the repository deleted much, and begins from there again when it is called off', async () => {
    fill(20);
    await harvested.harvest();
    repository.pass();
    for (let i = 0; i < 5; i++) repository.delete(`oai:r:${i}`);
    const held = await harvested.harvest();
    expect(held).toMatchObject({ runState: 'held' });
    await expect(harvested.ask()).rejects.toMatchObject({ code: 'harvest.under-way' });
    await harvested.imports.runs.cancel(held.run ?? '');
    repository.pass();
    const again = await harvested.harvest();
    expect(again).toMatchObject({ mode: 'full', runState: 'held' });
    await harvested.imports.runs.confirm(again.run ?? '');
    await harvested.work();
    expect(await harvested.records()).toEqual(whole());
  });

  it('fetches everything when a file or an undoing came in between, or the fields are read otherwise', async () => {
    fill(3);
    const first = await harvested.harvest();
    await harvested.imports.deliver('id;titel\nx;Ander boek\n', { participant: LIBRARY, mode: 'delta' });
    expect(await harvested.harvest('changes')).toMatchObject({ mode: 'full' });
    await harvested.imports.runs.confirm((await harvested.latest()).run ?? '');
    await harvested.work();
    expect(await harvested.records()).toEqual(whole());
    repository.pass();
    repository.put('oai:r:0', marcXml('m0', 'Nieuw'));
    const changed = await harvested.harvest();
    expect(changed).toMatchObject({ mode: 'delta', runState: 'done' });
    await harvested.imports.runs.undo(changed.run ?? first.run ?? '');
    await harvested.work();
    expect(await harvested.harvest()).toMatchObject({ mode: 'full' });
    expect(await harvested.records()).toEqual(whole());
    await harvested.imports.em.fork().execute(`update source set mapping = '{"missing":["weg"]}'`);
    expect(await harvested.harvest()).toMatchObject({ mode: 'full' });
    await harvested.imports.em.fork().execute(`update source set mapping = null`);
  });

  it.each(['no', 'persistent'])('is right whether deletions are told (%s) and by whole days', async (deletedRecord) => {
    Object.assign(repository, { deletedRecord, granularity: 'YYYY-MM-DD' });
    fill(20);
    await harvested.harvest();
    repository.pass(24);
    repository.delete('oai:r:1');
    repository.put('oai:r:2', marcXml('m2', 'Twee'));
    const next = await harvested.harvest();
    expect(next).toMatchObject(deletedRecord === 'no' ? { mode: 'full', from: null } : { mode: 'delta', from: DAY });
    expect(await harvested.records()).toEqual(whole());
  });

  it('fetches everything once a week where the repository may forget what it deleted', async () => {
    repository.deletedRecord = 'transient';
    fill(4);
    await harvested.harvest();
    repository.pass(24);
    expect(await harvested.harvest()).toMatchObject({ mode: 'delta' });
    repository.pass(24 * 7);
    expect(await harvested.harvest()).toMatchObject({ mode: 'full' });
  });

  it('takes PICA XML and a set alone', async () => {
    repository.formats = ['picaxml'];
    repository.put('oai:p:1', picaXml('123456785', 'Een'), ['boeken']);
    repository.put('oai:p:2', picaXml('987654321', 'Twee'));
    await harvested.set(repository.url, { prefix: 'picaxml', set: 'boeken' });
    expect(await harvested.harvest()).toMatchObject({ records: 1 });
    expect(Object.keys(await harvested.records())).toEqual(['123456785']);
  });
});

const there = existsSync(SERIALS);
if (!there && process.env['CI']) throw new Error(`The real records are not at ${SERIALS}; CI needs them`);

(there ? describe : describe.skip)('real records', () => {
  it('are taken as their file is taken', async () => {
    const file = readFileSync(SERIALS);
    const splitter = new XmlSplitter();
    const cut = [...splitter.push(file), ...splitter.end()].map(({ bytes }) => String(bytes));
    const xmlns = /<(?:\w+:)?collection([^>]*)>/.exec(String(file))?.[1] ?? '';
    for (const [at, content] of cut.entries()) {
      repository.put(
        `oai:e:${at}`,
        content.replace(/^<((?:\w+:)?record)/, `<$1 ${xmlns.replaceAll(/\s*xsi:\w+="[^"]*"/g, '')}`),
      );
    }
    repository.pageSize = 20;
    expect(await harvested.harvest()).toMatchObject({ records: cut.length, runState: 'done' });
    const records = await harvested.records();
    await harvested.empty();
    await harvested.imports.deliver(file, { participant: LIBRARY });
    const delivered = await harvested.records();
    expect(named(records)).toEqual(named(delivered));
    expect(Object.values(records).sort()).toEqual(Object.values(delivered).sort());
    expect(Object.keys(records).length).toBeGreaterThan(5);
  });
});

describe('an identifier', () => {
  beforeEach(async () => {
    fill(30);
    await harvested.harvest();
    repository.pass();
  });

  it('that stands for another number now takes the old one along', async () => {
    repository.put('oai:r:1', marcXml('nieuw', 'Boek 1'));
    expect(await harvested.harvest()).toMatchObject({ mode: 'delta' });
    expect(await harvested.records()).toEqual(whole());
  });

  it('that is deleted leaves the record alone that another identifier brings', async () => {
    repository.delete('oai:r:1');
    repository.put('oai:elders:1', marcXml('m1', 'Boek 1'));
    await harvested.harvest();
    expect(await harvested.records()).toEqual(whole());
  });

  it('that shares its number with another is sorted out by the whole list', async () => {
    repository.put('oai:r:1b', marcXml('m1', 'Boek 1'));
    expect(await harvested.harvest()).toMatchObject({ mode: 'full' });
    repository.pass();
    repository.delete('oai:r:1');
    expect(await harvested.harvest()).toMatchObject({ mode: 'full' });
    expect(await harvested.records()).toEqual(whole());
  });

  it('that brings a record that cannot be taken any more removes what it stood for, as a full load would', async () => {
    repository.put('oai:r:1', '<record><leader>00000nam a2200000 a 4500</leader></record>');
    const { run } = await harvested.harvest();
    expect(await harvested.imports.run(run ?? '')).toMatchObject({ state: 'done', rejected: 1, removed: 1 });
    expect(await harvested.records()).not.toHaveProperty('m1');
  });
});

describe('a repository in trouble', () => {
  beforeEach(() => fill(10));

  it('is asked again after as long as it says', async () => {
    repository.meddlers.push(
      () => false,
      (_request, response) => {
        response.writeHead(503, { 'retry-after': '3600' }).end();
        return true;
      },
    );
    expect(await harvested.harvest()).toMatchObject({ state: 'fetching', trouble: expect.stringContaining('503') });
    harvested.clock.ahead = 3_590_000;
    await harvested.work();
    expect(await harvested.latest()).toMatchObject({ state: 'fetching' });
    harvested.clock.ahead = 3_601_000;
    await harvested.work();
    expect(await harvested.latest()).toMatchObject({ state: 'delivered', trouble: null });
    expect(await harvested.records()).toEqual(whole());
  });

  it('is asked again for XML that breaks off, and goes on where it was', async () => {
    repository.meddlers.push(
      () => false,
      () => false,
      (_request, response) => {
        response.end('<?xml version="1.0"?><OAI-PMH><ListRecords><record>');
        return true;
      },
    );
    expect(await harvested.harvest()).toMatchObject({ state: 'delivered', pages: 4 });
    expect(await harvested.records()).toEqual(whole());
  });

  it('is given up after a number of times, with the reason', async () => {
    repository.meddlers.push(...Array.from({ length: 20 }, () => down));
    expect(await harvested.harvest()).toMatchObject({ state: 'failed', failure: 'harvest.status' });
    expect(await harvested.records()).toEqual({});
  });

  it('that is too slow is asked again', async () => {
    const hasty = await Harvested.over(database.orm, { timeout: 200, attempts: 2 }, harvested.imports);
    repository.meddlers.push(
      () => true,
      () => true,
    );
    expect(await hasty.harvest()).toMatchObject({ state: 'failed', failure: 'harvest.timeout' });
  });

  it('that answers without end is refused', async () => {
    const narrow = await Harvested.over(database.orm, { answerLimit: 1000 }, harvested.imports);
    expect(await narrow.harvest()).toMatchObject({ state: 'failed', failure: 'harvest.answer-too-large' });
  });

  it('that forgot the place in its list is asked from the beginning', async () => {
    repository.meddlers.push(
      () => false,
      () => false,
      () => {
        repository.expire();
        repository.delete('oai:r:0');
        return false;
      },
    );
    expect(await harvested.harvest()).toMatchObject({ state: 'delivered', pages: 4 });
    expect(await harvested.records()).toEqual(whole());
  });

  it.each<[string, Partial<HarvestSetting>, string]>([
    ['a format that it does not have', { prefix: 'marc21' }, 'harvest.format'],
    ['an address that is none of OAI-PMH', { url: 'http://127.0.0.1:1/' }, 'harvest.unreachable'],
  ])('is told in words: %s', async (_what, setting, failure) => {
    await harvested.set(setting.url ?? repository.url, setting);
    expect(await harvested.harvest()).toMatchObject({ state: 'failed', failure, reason: expect.any(String) });
  });

  it('inside a private network is not asked, by its number or its name', async () => {
    const careful = await Harvested.over(database.orm, { allowInner: false }, harvested.imports);
    const before = repository.asked.length;
    await expect(careful.set(repository.url)).rejects.toMatchObject({ code: 'harvest.address-inside' });
    for (const host of ['[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '2130706433', '0x7f.1']) {
      await expect(careful.set(`http://${host}/`)).rejects.toMatchObject({ code: 'harvest.address-inside' });
    }
    await careful.set(repository.url.replace('127.0.0.1', 'localhost'));
    expect(await careful.harvest()).toMatchObject({ state: 'failed', failure: 'harvest.address-inside' });
    expect(repository.asked).toHaveLength(before);
  });
});

describe('the clock', () => {
  it('begins a harvest when it is due, once, whoever looks', async () => {
    fill(3);
    const second = await Harvested.over(database.orm, { turn: 0 }, harvested.imports);
    await Promise.all([harvested.work(), second.work()]);
    await harvested.work();
    expect(repository.asked.filter(({ verb }) => verb === 'Identify')).toHaveLength(1);
    harvested.clock.ahead = 25 * 3_600_000;
    repository.pass(25);
    await harvested.work();
    expect(await harvested.latest()).toMatchObject({ state: 'unchanged', askedBy: null });
  });

  it('leaves a source alone that is switched off', async () => {
    fill(3);
    await harvested.set(repository.url, { enabled: false });
    await harvested.work();
    expect(repository.asked).toEqual([]);
  });
});

describe('whatever is killed', () => {
  it.each([
    'holdings.page-fetched',
    'holdings.page-before-commit',
    'holdings.page-after-commit',
    'holdings.harvest-spooled',
    'holdings.harvest-before-commit',
  ])(
    'at %s, comes to the same',
    async (failpoint) => {
      fill(30);
      await harvested.harvest();
      repository.pass();
      for (let i = 0; i < 8; i++) repository.put(`oai:r:${i}`, marcXml(`m${i}`, `Anders ${i}`));
      repository.delete('oai:r:9');
      await harvested.ask();
      const child = await ownProcess(join(import.meta.dirname, 'harvest-child.ts'), {
        DATABASE: database.url,
        SPOOL: harvested.imports.folder,
        FAILPOINT: failpoint,
      });
      expect(await ended(child)).toBe('SIGKILL');
      await eventually(
        async () => {
          await harvested.work();
          expect(await harvested.latest()).toMatchObject({ state: 'delivered', mode: 'delta', runState: 'done' });
        },
        { timeout: 30_000, every: 200 },
      );
      expect(await harvested.records()).toEqual(whole());
      const [left] = await harvested.imports.em
        .fork()
        .execute<{ left: number }[]>(`select count(*)::int as left from fetched_record`);
      expect(left?.left).toBe(0);
    },
    60_000,
  );
});

describe('any sequence of changes and harvests', () => {
  const identifier = fc.integer({ min: 0, max: 6 }).map((n) => `oai:x:${n}`);
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(
        fc.constant('put' as const),
        identifier,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
      ),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('delete' as const), identifier) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('harvest' as const)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('a page' as const)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('expire' as const)) },
  );

  it('comes to what a full load of the repository gives', async () => {
    const free = await Harvested.over(database.orm, { turn: 0 }, harvested.imports);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        repository.empty();
        repository.pageSize = 2;
        await free.empty();
        await free.set(repository.url, { enabled: false });
        for (const [what, id = '', number, copies] of steps) {
          repository.pass();
          if (what === 'put') repository.put(id, marcXml(`n${number}`, `Titel ${number}`, copies));
          else if (what === 'delete') repository.delete(id);
          else if (what === 'expire') repository.expire();
          else {
            await askUnlessBusy(free);
            if (what === 'a page') await free.harvester.next();
            else await settle(free);
          }
        }
        await settle(free);
        repository.pass();
        await askUnlessBusy(free);
        await settle(free);
        const incremental = await free.records();
        await free.ask('all');
        await settle(free);
        expect(incremental).toEqual(await free.records());
        expect(await free.imports.projected()).toEqual(await free.imports.state());
      }),
      { numRuns: 12 },
    );
  }, 240_000);
});
