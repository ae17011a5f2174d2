import { gzipSync } from 'node:zlib';
import { freshDatabase, type FreshDatabase, zipOf } from '#libs/testing';
import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';

const A = 'NL-0800000001';
const B = 'NL-0800000002';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 3 });
  await imports.participant(A);
  await imports.participant(B);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

/** Lines of a list with these columns. */
function csv(...lines: string[]): string {
  return ['id;isbn;ppn;titel;jaar;uitgever;exemplaren', ...lines].join('\n');
}

const ISBN_1 = isbnOf(1);
const TITLE_1 = `1${ISBN_1.padStart(18, '0')}`;
const PPN = '123456789';
const TITLE_PPN = `2${PPN.padStart(18, '0')}`;

beforeEach(() => imports.empty());

describe('importing a list', () => {
  it("makes titles and holdings, and tells them between the run's beginning and end", async () => {
    const run = await imports.deliver(
      csv(
        `1;${ISBN_1};;De eerste;2001;Bruna;2`,
        `2;;${PPN};De tweede;2002;Bruna;1`,
        '3;;;Zonder nummer;2003;Bruna;1',
        '4;;;Kaal;;;1',
      ),
      { participant: A },
    );
    expect(run).toMatchObject({ state: 'done', format: 'csv', records: 4, rejected: 0, added: 4, unchanged: 0 });
    expect(Object.keys(await imports.titles()).map((id) => id[0])).toEqual(['1', '2', '7', '8']);
    expect(Object.values(await imports.holdings())).toEqual(['2/2/0', '1/1/0', '1/1/0', '1/1/0']);
    const said = await imports.said();
    expect(said.map(({ type }) => type)).toEqual([
      'run-started.v1',
      'titles-changed.v1',
      'holdings-changed.v1',
      'titles-changed.v1',
      'holdings-changed.v1',
      'run-finished.v1',
    ]);
    expect(said[1]?.data).toMatchObject({
      version: 1,
      run: run.id,
      titles: [
        { id: TITLE_1, keys: [TITLE_1], title: 'De eerste', year: 2001, material: 'book', language: 'und' },
        { id: TITLE_PPN },
        { keys: [], title: 'Zonder nummer' },
      ],
    });
    expect(said.at(-1)?.data).toMatchObject({ participant: A, asOf: '2026-01-05', records: 4, added: 4, removed: 0 });
  });

  it('changes nothing and says nothing when the same file comes twice', async () => {
    const file = csv(`1;${ISBN_1};;De eerste;2001;Bruna;2`, '3;;;Zonder nummer;2003;Bruna;1');
    await imports.deliver(file, { participant: A });
    const before = await imports.state();
    await imports.forget();
    const again = await imports.deliver(file, { participant: A });
    expect(again).toMatchObject({ state: 'done', records: 2, added: 0, changed: 0, removed: 0, unchanged: 2 });
    expect(await imports.said()).toEqual([]);
    expect(await imports.state()).toEqual(before);
  });

  it('removes what a full load no longer has, and keeps what a delta does not name', async () => {
    await imports.deliver(csv(...many(20)), { participant: A });
    const delta = await imports.deliver(csv(`x;${ISBN_1};;Erbij;2001;Bruna;1`, ...many(1).map(more)), {
      participant: A,
      mode: 'delta',
    });
    expect(delta).toMatchObject({ added: 1, changed: 1, removed: 0 });
    const full = await imports.deliver(csv(...many(20)), { participant: A });
    expect(full).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 19 });
    expect(Object.keys(await imports.holdings())).toHaveLength(20);
  });

  it('removes in a delta what has no copies any more, and tells it', async () => {
    await imports.deliver(csv(`1;${ISBN_1};;De eerste;2001;Bruna;2`), { participant: A });
    await imports.forget();
    const run = await imports.deliver(csv(`1;${ISBN_1};;De eerste;2001;Bruna;0`), { participant: A, mode: 'delta' });
    expect(run).toMatchObject({ state: 'done', removed: 1 });
    expect([await imports.titles(), await imports.holdings()]).toEqual([{}, {}]);
    const said = await imports.said();
    expect(said[1]?.data).toMatchObject({ titles: [{ id: TITLE_1, gone: true }] });
    expect(said[2]?.data).toMatchObject({ holdings: [{ title: TITLE_1, copies: 0, extant: 0, onOrder: 0 }] });
  });

  it('takes the first of two records with one number, and rejects the other with its original line', async () => {
    const run = await imports.deliver(csv(`1;${ISBN_1};;De eerste;2001;Bruna;2`, '1;;;Nog een;2003;Bruna;1'), {
      participant: A,
    });
    expect(run).toMatchObject({ state: 'done', records: 2, rejected: 1, added: 1 });
    const [reject] = await imports.rejects(run.id);
    expect(reject).toMatchObject({ number: 2, code: 'record.repeated' });
    expect(String(reject?.original)).toBe('1;;;Nog een;2003;Bruna;1');
  });
});

describe('a record that bridges two titles', () => {
  it('merges them for every holder, and splits them again when it goes', async () => {
    await imports.deliver(csv(`1;${ISBN_1};;Boek;2001;Bruna;1`), { participant: A });
    await imports.deliver(csv(`1;;${PPN};Boek;2001;Bruna;1`), { participant: B });
    await imports.forget();
    const bridge = { participant: A, source: 'other' };
    await imports.deliver(csv(`9;${ISBN_1};${PPN};Boek;2001;Bruna;3`), bridge);
    expect(await imports.holdings()).toEqual({ [`${A} ${TITLE_1}`]: '4/4/0', [`${B} ${TITLE_1}`]: '1/1/0' });
    const merging = await imports.said();
    expect(merging.map(({ type }) => type)).toEqual([
      'run-started.v1',
      'titles-merged.v1',
      'titles-changed.v1',
      'holdings-changed.v1',
      'holdings-changed.v1',
      'run-finished.v1',
    ]);
    expect(merging[1]?.data).toMatchObject({ merges: [{ from: TITLE_PPN, into: TITLE_1 }] });
    expect(merging[4]?.data).toMatchObject({
      participant: B,
      holdings: expect.arrayContaining([
        expect.objectContaining({ title: TITLE_1, copies: 1 }),
        expect.objectContaining({ title: TITLE_PPN, copies: 0 }),
      ]),
    });
    await imports.forget();
    await imports.deliver(csv(`9;${ISBN_1};${PPN};Boek;2001;Bruna;0`), { ...bridge, mode: 'delta' });
    expect(await imports.holdings()).toEqual({ [`${A} ${TITLE_1}`]: '1/1/0', [`${B} ${TITLE_PPN}`]: '1/1/0' });
    expect((await imports.said())[1]?.data).toMatchObject({ splits: [{ from: TITLE_1, into: [TITLE_1, TITLE_PPN] }] });
  });
});

describe('a full load that would remove much', () => {
  it.each([
    ['empty', ''],
    ['tiny', csv(...many(1))],
  ])('is held when it is %s, and applied when a person confirms it', async (_what, file) => {
    await imports.deliver(csv(...many(20)), { participant: A });
    const before = await imports.state();
    await imports.forget();
    const held = await imports.deliver(file, { participant: A });
    expect(held).toMatchObject({ state: 'held', held_of: 20 });
    expect([await imports.state(), await imports.said()]).toEqual([before, []]);
    await imports.runs.confirm(held.id);
    await imports.work();
    expect(await imports.run(held.id)).toMatchObject({ state: 'done', removed: held.held_removes });
    expect(Object.keys(await imports.holdings())).toHaveLength(20 - (held.held_removes ?? 0));
  });

  it('changes nothing when it is cancelled, and lets the next run of the participant go on', async () => {
    await imports.deliver(csv(...many(20)), { participant: A });
    const held = await imports.deliver(csv(...many(1)), { participant: A });
    const next = await imports.deliver(csv(...many(19)), { participant: A });
    expect(next.state).toBe('received');
    await imports.runs.cancel(held.id);
    await imports.work();
    expect(await imports.run(held.id)).toMatchObject({ state: 'cancelled' });
    expect(await imports.run(next.id)).toMatchObject({ state: 'done', removed: 1 });
    await expect(imports.runs.confirm(held.id)).rejects.toMatchObject({ code: 'run.not-held' });
  });
});

describe('a delete list', () => {
  const removing = { participant: A, mode: 'deletions' as const };

  it.each([
    ['one number on each line', 'm0\r\n\r\nm1\r\n'],
    ['a list with a column of numbers', 'nummer;ID\nx;m0\ny;m1\n'],
    ['lines of the list that they came in', csv(...many(2))],
    ['the same, packed', gzipSync(csv(...many(2)))],
  ])('removes the records that it names, and no other: %s', async (_what, file) => {
    await imports.deliver(csv(...many(40)), { participant: A });
    await imports.deliver(csv(...many(2)), { participant: B });
    expect(await imports.deliver(file, removing)).toMatchObject({ state: 'done', records: 2, rejected: 0, removed: 2 });
    expect(Object.keys(await imports.holdings())).toHaveLength(40);
    expect(await imports.projected()).toEqual(await imports.state());
  });

  it('says of a number that the source does not have that it does not, and changes nothing for it', async () => {
    await imports.deliver(csv(...many(40)), { participant: A });
    const run = await imports.deliver('m0\n999\nm1\n', removing);
    expect(run).toMatchObject({ state: 'done', records: 3, rejected: 0, removed: 2 });
    expect(await imports.rejects(run.id, 'warning')).toMatchObject([{ number: 2, code: 'record.unknown' }]);
  });

  it('says how many numbers of a delete list are unknown when they are too many to name', async () => {
    await imports.deliver(csv(...many(2)), { participant: A });
    const numbers = Array.from({ length: 10_007 }, (_, i) => `onbekend-${i}`);
    const run = await imports.deliver(numbers.join('\n'), removing);
    const warnings = await imports.rejects(run.id, 'warning');
    expect(warnings).toHaveLength(10_001);
    expect(warnings.at(-1)).toMatchObject({
      code: 'record.unknown-more',
      message: '7 more numbers in the list are not known; 10007 in all',
    });
  });

  it('changes nothing and says nothing when it comes again, or for a source that has nothing', async () => {
    await imports.deliver(csv(...many(40)), { participant: A });
    await imports.deliver('m0\nm1\n', removing);
    const before = await imports.state();
    await imports.forget();
    expect(await imports.deliver('m0\nm1\n', removing)).toMatchObject({ state: 'done', removed: 0 });
    expect(await imports.deliver('m0\n', { ...removing, participant: B })).toMatchObject({ state: 'done', removed: 0 });
    expect([await imports.state(), await imports.said()]).toEqual([before, []]);
  });

  it('waits for a person when it would remove much', async () => {
    await imports.deliver(csv(...many(20)), { participant: A });
    const held = await imports.deliver('m1\nm2\nm3\n', removing);
    expect(held).toMatchObject({ state: 'held', held_removes: 3, held_of: 20 });
    await imports.runs.confirm(held.id);
    await imports.work();
    expect(await imports.run(held.id)).toMatchObject({ state: 'done', removed: 3 });
  });

  it('rejects a line without a number and one that a spreadsheet rounded, and takes the others', async () => {
    await imports.deliver(csv(...many(40)), { participant: A });
    const run = await imports.deliver('id;titel\n;Zonder\n9,78E+12;Afgerond\nm2;Twee\n', removing);
    expect(run).toMatchObject({ state: 'done', records: 3, rejected: 2, removed: 1 });
    const codes = (await imports.rejects(run.id)).map(({ code }) => code);
    expect(codes).toEqual(['record.number-missing', 'csv.lossy-number']);
  });

  it('is refused when it is empty', async () => {
    expect(await imports.deliver('', removing)).toMatchObject({ state: 'failed' });
  });
});

describe('two workers', () => {
  it('never work on two runs of one participant at once', async () => {
    const second = await Imports.over(database.orm, { chunk: 2 }, imports);
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      ids.push(await imports.receive(csv(...many(10 + i)), { participant: A }));
      ids.push(await imports.receive(csv(...many(10 + i)), { participant: B }));
    }
    await Promise.all([imports.work(), second.work(), imports.work(), second.work()]);
    await imports.work();
    for (const id of ids) expect(await imports.run(id)).toMatchObject({ state: 'done', removed: 0 });
    expect(Object.keys(await imports.holdings())).toHaveLength(26);
    expect(await imports.projected()).toEqual(await imports.state());
  });
});

describe('a packed file', () => {
  it('is taken like what is in it, with its rejected records as they were, and leaves nothing behind', async () => {
    const file = zipOf({ 'a.csv.gz': gzipSync(csv(...many(3))), 'b.csv': 'id,titel\nfout\n' });
    const run = await imports.deliver(file, { participant: A });
    expect(run).toMatchObject({ state: 'done', format: 'csv', records: 4, rejected: 1, added: 3 });
    expect((await imports.rejects(run.id)).map(({ original }) => String(original))).toEqual(['fout\n']);
    expect((await imports.spool.list()).filter((name) => name.startsWith(run.id))).toEqual([]);
  });
});

describe('a file that is read on a thread of its own', () => {
  let near: Imports;
  let apart: Imports;

  beforeAll(async () => {
    near = await Imports.over(database.orm, {}, imports);
    apart = await Imports.over(database.orm, { threadAbove: 0 }, imports);
  });

  it('comes to the same as one that is not', async () => {
    const file = csv(...many(12_000), 'kapot');
    const here = await near.deliver(file, { participant: A });
    const [rejects, state] = [await imports.rejects(here.id), await imports.state()];
    await imports.empty();
    const there = await apart.deliver(file, { participant: A });
    const { records, rejected, added } = here;
    expect({ records, rejected, added }).toEqual({ records: 12_001, rejected: 1, added: 12_000 });
    expect(there).toMatchObject({ state: 'done', records, rejected, added });
    expect(await imports.state()).toEqual(state);
    expect(await imports.rejects(there.id)).toEqual(rejects);
  });

  it('is refused for the same reason', async () => {
    const run = await apart.deliver('naam;prijs\n1;2\n', { participant: A });
    expect(run).toMatchObject({ state: 'failed', reason: expect.stringContaining('the first line has naam, prijs') });
  });
});

describe('a file that cannot be taken', () => {
  it.each([
    ['binary', Buffer.from([1, 2, 0, 255, 3, 4, 0, 9]), 'binary', 'file.binary'],
    [
      'a zip file that breaks off',
      Buffer.from('PK\u0003\u0004xxxxxxxx'),
      'the transfer was probably cut short',
      'archive.truncated',
    ],
    ['in UTF-16', Buffer.from('\ufefftitel;isbn', 'utf16le'), 'UTF-16', 'file.unsupported'],
    [
      'without a column that tells titles',
      'naam;prijs\n1;2\n',
      'the first line has naam, prijs',
      'csv.columns-missing',
    ],
    ['with rounded ISBNs only', 'titel;isbn\nBoek;9,78E+12\n', 'None of the 1 records', 'file.nothing-accepted'],
    [
      'with a quote that never closes',
      `titel;isbn\n"Boek;${'x'.repeat(2_000_000)}`,
      'never closed',
      'csv.line-too-long',
    ],
    ['empty', '', 'no record', 'file.empty'],
  ])('fails when it is %s, with what is wrong and what to do', async (_what, file, reason, failure) => {
    const run = await imports.deliver(file, { participant: A });
    expect(run).toMatchObject({ state: 'failed', failure });
    expect(run.reason).toContain(reason);
    expect(await imports.said()).toEqual([]);
  });

  it('is refused for an unknown participant', async () => {
    await expect(imports.deliver(csv(...many(1)), { participant: 'NL-0899999999' })).rejects.toMatchObject({
      code: 'participant.unknown',
    });
  });
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `m${i};${isbnOf(1000 + i)};;Boek ${i};2001;Bruna;1`);
}

function more(line: string): string {
  return line.replace(/1$/, '7');
}
