import { utimes } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { marcRecord, marcXmlRecord, XML_END, XML_START, type MarcField } from '#libs/marc';
import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase, zipOf } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { runOf, type RunRow } from '../queries/runs.ts';
import { verify } from '../queries/verify.ts';
import { Tidying } from './tidying.ts';

const [POI, ONE, TWO] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'];
const HEADER = 'isil;id;isbn;titel;jaar;uitgever;exemplaren';
const EVERYONE = { actsFor: null };

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { holdAbove: 1 });
  for (const isil of [POI, ONE, TWO]) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await imports.empty();
  await imports.em.fork().execute(`update source set mapping = null`);
});

async function share(content: string | Buffer, actsFor: readonly string[] | null = null): Promise<RunRow> {
  const { id } = await imports.deliver(content, { participant: POI, source: 'gedeeld', shared: { actsFor } });
  const run = await runOf(imports.em.fork(), id);
  if (run === null) throw new Error('The run is gone');
  return run;
}

async function mapped(mapping: object): Promise<void> {
  await imports.deliver(`id;isbn;titel\n0;${isbnOf(90)};Nul`, { participant: POI, source: 'gedeeld' });
  await imports.empty();
  await imports.em.fork().execute(`update source set mapping = ? where name = 'gedeeld'`, [JSON.stringify(mapping)]);
}

const partsOf = ({ parts }: RunRow): Record<string, string> =>
  Object.fromEntries(parts.map(({ participant, state, records }) => [participant, `${state} ${records}`]));

/** What each has, by the number of the title. */
async function held(): Promise<Record<string, string>> {
  const numbers = new Map(Object.entries((await imports.state()).titles).map(([id, { title }]) => [id, title]));
  return Object.fromEntries(
    Object.entries(await imports.holdings()).map(([what, counts]) => {
      const [isil = '', title = ''] = what.split(' ');
      return [`${isil} ${numbers.get(title)}`, counts];
    }),
  );
}

function marcFields(number: number, copies: readonly string[]): MarcField[] {
  return [
    ['001', `B${number}`],
    ['008', '260105s2001    ne a   e      000 0 dut d'],
    ['020', '  ', [['a', isbnOf(number)]]],
    ['245', '10', [['a', `Boek ${number}`]]],
    ...copies.map((isil): MarcField => ['852', '  ', isil === '' ? [['b', 'x']] : [['a', isil]]]),
  ];
}

const item = (branch: string): MarcField => ['949', '  ', [['m', branch]]];

function written(records: readonly { readonly number: number; readonly copies: readonly string[] }[]): Buffer {
  return Buffer.concat(records.map(({ number, copies }) => marcRecord(marcFields(number, copies))));
}

const BOTH = { [`${ONE} Boek 1`]: '2/2/0', [`${TWO} Boek 1`]: '1/1/0', [`${TWO} Boek 2`]: '1/1/0' };

describe('a file that speaks for many', () => {
  it.each([
    ['MARC 21', Buffer.concat([marcRecord(marcFields(1, [ONE, TWO, ONE])), marcRecord(marcFields(2, [TWO]))])],
    [
      'MARCXML',
      [XML_START, marcXmlRecord(marcFields(1, [ONE, TWO, ONE])), marcXmlRecord(marcFields(2, [TWO])), XML_END].join(''),
    ],
    [
      'a list',
      [
        HEADER,
        `${ONE};1;${isbnOf(1)};Boek 1;2001;Bruna;2`,
        `${TWO};1;${isbnOf(1)};Boek 1;2001;Bruna;1`,
        `${TWO};2;${isbnOf(2)};Boek 2;2001;Bruna;1`,
      ].join('\n'),
    ],
    [
      'PICA+',
      [1, 2]
        .map((number) =>
          [
            `003@ $0${number}0000000${number === 1 ? 'X' : '7'}`,
            '002@ $0Aau',
            `004A $0${isbnOf(number)}`,
            `021A $aBoek ${number}`,
            ...(number === 1 ? [`101@ $a30$b${ONE}`, '203@/01 $0111', '203@/02 $0112'] : []),
            `101@ $a31$b${TWO}`,
            '203@/01 $0113',
          ].join('\n'),
        )
        .join('\n\n'),
    ],
  ])('is divided into what each has: %s', async (_, content) => {
    const run = await share(content);
    expect(run).toMatchObject({ state: 'done', shared: true, rejected: 0, partOf: null });
    expect(await held()).toEqual(BOTH);
    expect(partsOf(run)).toEqual({ [ONE]: expect.stringMatching(/^done/), [TWO]: expect.stringMatching(/^done/) });
    const part = run.parts.find(({ participant }) => participant === ONE);
    expect(await runOf(imports.em.fork(), part?.id ?? '')).toMatchObject({
      partOf: run.id,
      source: `gedeeld (${POI})`,
      shared: false,
      parts: [],
      undoable: true,
    });
    expect(await verify(imports.em.fork())).toMatchObject({ equal: true });
  });

  it('changes nothing when it comes again, and leaves what a participant delivered itself', async () => {
    const content = Buffer.concat([marcRecord(marcFields(1, [ONE, TWO])), marcRecord(marcFields(2, [TWO]))]);
    await imports.deliver(`id;isbn;titel\n7;${isbnOf(7)};Boek 7`, { participant: ONE, source: 'gedeeld' });
    await share(content);
    await imports.forget();
    const again = await share(content);
    for (const { id } of again.parts) {
      expect(await imports.run(id)).toMatchObject({ added: 0, changed: 0, removed: 0 });
    }
    expect(await imports.said()).toEqual([]);
    // What is no longer in the file is gone, of those that are still in it.
    await share(marcRecord(marcFields(1, [ONE, TWO])));
    expect(await held()).toEqual({
      [`${ONE} Boek 1`]: '1/1/0',
      [`${TWO} Boek 1`]: '1/1/0',
      [`${ONE} Boek 7`]: '1/1/0',
    });
  });

  it('calls participants as its source says, in the field that its source says', async () => {
    await mapped({
      copies: [{ tag: 949, status: 'l', holder: 'm' }],
      holders: { Oost: ONE, west: TWO },
    });
    await share(marcRecord([...marcFields(1, []), item('OOST'), item('West'), item('oost')]));
    expect(await held()).toEqual({ [`${ONE} Boek 1`]: '2/2/0', [`${TWO} Boek 1`]: '1/1/0' });
  });

  it('rejects what names nobody, or somebody for whom the deliverer does not act, and says so; it can be sent again', async () => {
    const content = Buffer.concat([
      marcRecord(marcFields(1, [ONE])),
      marcRecord(marcFields(2, [''])),
      marcRecord(marcFields(3, ['Onbekend'])),
      marcRecord(marcFields(4, [TWO])),
      marcRecord(marcFields(5, [ONE, TWO])),
    ]);
    const run = await share(content, [POI, ONE]);
    expect(run).toMatchObject({ state: 'done', records: 5, rejected: 3 });
    expect(partsOf(run)).toEqual({ [ONE]: 'done 2' });
    const rejected = await imports.rejects(run.id);
    expect(rejected.map(({ number, code }) => `${number} ${code}`)).toEqual([
      '2 holder.missing',
      '3 holder.unknown',
      '4 holder.not-yours',
    ]);
    expect(rejected[1]?.message).toContain('Onbekend');
    expect(await imports.rejects(run.id, 'warning')).toMatchObject([{ number: 5, code: 'holder.not-yours' }]);
    await mapped({ holders: { Onbekend: TWO } });
    const mended = await share(Buffer.concat(rejected.slice(1).map(({ original }) => original ?? Buffer.alloc(0))));
    expect(mended).toMatchObject({ records: 2, rejected: 0 });
    expect(await held()).toMatchObject({ [`${TWO} Boek 3`]: '1/1/0', [`${TWO} Boek 4`]: '1/1/0' });
  });

  it('fails as a whole when it names nobody, or its lists cannot be divided', async () => {
    const nobody = await share(`id;isbn;titel\n1;${isbnOf(1)};Een`);
    expect(nobody).toMatchObject({ state: 'failed', failure: 'file.nothing-accepted', parts: [], rejected: 1 });
    expect(await imports.rejects(nobody.id)).toMatchObject([{ code: 'holder.missing' }]);
    const lists = zipOf({ 'a.csv': `isil;isbn\n${ONE};${isbnOf(1)}`, 'b.csv': `isbn;isil\n${isbnOf(1)};${ONE}` });
    expect(await share(lists)).toMatchObject({ state: 'failed', failure: 'file.headers-differ', parts: [] });
    expect(await imports.spool.list()).toEqual([]);
  });

  it('goes to a participant once, whatever happens to whoever divides it', async () => {
    const content = marcRecord(marcFields(1, [ONE, TWO]));
    const id = await imports.receive(content, { participant: POI, source: 'gedeeld', shared: EVERYONE });
    const other = await Imports.over(database.orm, { holdAbove: 1 }, imports);
    await Promise.all([imports.work(), other.work()]);
    await imports.work();
    expect(partsOf((await runOf(imports.em.fork(), id))!)).toEqual({ [ONE]: 'done 1', [TWO]: 'done 1' });
    expect(await imports.spool.list()).toEqual([]);
  });

  it('leaves no file behind for good, but waits for one that is coming in', async () => {
    const [lost, coming] = [
      await imports.spool.keep(Readable.from(['x'])),
      await imports.spool.keep(Readable.from(['y'])),
    ];
    const before = new Date(Date.now() - 2 * 86_400_000);
    await utimes(imports.spool.pathOf(lost.id), before, before);
    await new Tidying(imports.em, imports.spool).tidy();
    expect(await imports.spool.list()).toEqual([coming.id]);
    await imports.spool.drop(coming.id);
  });

  it('comes to what each would have delivered alone', async () => {
    const record = fc.record({
      number: fc.integer({ min: 1, max: 5 }),
      copies: fc.array(fc.constantFrom(POI, ONE, TWO), { maxLength: 4 }),
    });
    const file = fc.uniqueArray(record, { minLength: 1, maxLength: 5, selector: ({ number }) => number });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
        await imports.empty();
        for (const records of files) await share(written(records));
        const shared = await held();
        expect(await verify(imports.em.fork())).toMatchObject({ equal: true });
        await imports.empty();
        for (const records of files) {
          for (const isil of [POI, ONE, TWO]) {
            const own = records
              .map(({ number, copies }) => ({ number, copies: copies.filter((it) => it === isil) }))
              .filter(({ copies }) => copies.length > 0);
            // Who is not named is left as it was.
            if (own.length > 0) await imports.deliver(written(own), { participant: isil, source: 'alleen' });
          }
        }
        expect(shared).toEqual(await held());
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 8) },
    );
  }, 300_000);
});
