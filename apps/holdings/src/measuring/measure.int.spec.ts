import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { cluster } from '../model/matching.ts';
import { keysOf, ownKey } from '../model/keys.ts';
import { QUALITY_FIELDS, QUALITY_FINDINGS, QUALITY_MEASURES, toMend } from '../queries/quality-measures.ts';
import { expectSource, qualityTrend, sourceQualities } from '../queries/source-quality.ts';
import { recordsToMend } from '../queries/title-records.ts';
import { columnsIn } from '../reading/csv/columns.ts';
import { DEFAULT_MAPPING } from '../reading/mapping.ts';
import { recordOf } from '../reading/csv/row.ts';
import { measureDue } from './measure.ts';

const [OWN, OTHER] = ['NL-0800000001', 'NL-0800000002'];
const HEADER = [
  'id',
  'isbn',
  'ppn',
  'titel',
  'auteur',
  'jaar',
  'uitgever',
  'taal',
  'doelgroep',
  'materiaal',
  'nbc',
  'nur',
];
const WHEN = { now: new Date('2026-11-26T22:00:00Z'), endedBefore: new Date('2999-01-01') };

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

async function deliver(participant: string, mode: 'full' | 'delta', ...lines: string[]): Promise<string> {
  const { id } = await imports.deliver([HEADER.join(';'), ...lines].join('\n'), { participant, mode });
  return id;
}

async function measureAll(): Promise<void> {
  while ((await measureDue(imports.em, WHEN)) !== null);
}

async function figuresOf(participant: string): Promise<Record<string, number>> {
  const { items } = await sourceQualities(imports.em.fork(), { participant, limit: 10 });
  const [row] = items;
  if (row === undefined) throw new Error(`Nothing was measured of ${participant}`);
  return { records: row.records, ...row.figures };
}

describe('measuring what a source delivered', () => {
  it('counts what matching and classification need, and what there is to mend', async () => {
    await deliver(
      OWN,
      'full',
      `1;${isbnOf(1)};;Een;Jansen, Jo;2001;Bruna;nl;volwassenen;boek;24.10;301`,
      `2;9789021434040;;Twee;;2001;Bruna;;;;;`,
      `3;;123456785;"Titel met ""year"": erin";;;;;;;;`,
      `4;${isbnOf(1)};;Een;;;;;;;;`,
    );
    await deliver(OTHER, 'full', `9;;;Twee;;2001;Bruna;;;;;`);
    await measureAll();
    expect(await figuresOf(OWN)).toMatchObject({
      records: 4,
      identifier: 3,
      isbn: 2,
      ppn: 1,
      title: 4,
      year: 2,
      publisher: 2,
      contributor: 1,
      language: 1,
      classification: 1,
      nbc: 1,
      nur: 1,
      siso: 0,
      invalidNumber: 1,
      duplicate: 2,
      onlyDescription: 1,
      alone: 1,
    });
    const em = imports.em.fork();
    const source = await expectSource(em, OWN, 'catalogue');
    const idsOf = async (what: 'duplicate' | 'identifier' | 'year'): Promise<string[]> =>
      (await recordsToMend(em, source, what, { limit: 50 })).items.map(({ localId }) => localId).toSorted();
    expect(await idsOf('duplicate')).toEqual(['1', '4']);
    expect(await idsOf('identifier')).toEqual(['2']);
    expect(await idsOf('year')).toEqual(['3', '4']);
    const { items, next } = await recordsToMend(em, source, 'year', { limit: 1 });
    const rest = await recordsToMend(em, source, 'year', { limit: 1, after: next ?? '' });
    expect([...items, ...rest.items].map(({ localId }) => localId).toSorted()).toEqual(['3', '4']);
    expect(rest.next).toBeNull();
  });

  it('is kept for each run, and once, however many look at the same moment', async () => {
    const first = await deliver(OWN, 'full', `1;;;Een;;;;;;;;`);
    await Promise.all([measureDue(imports.em, WHEN), measureDue(imports.em, WHEN)]);
    const second = await deliver(OWN, 'delta', `1;${isbnOf(1)};;Een;;2001;;;;;;`, `2;;;Twee;;;;;;;;`);
    await measureAll();
    await deliver(OWN, 'delta', `2;;;Twee;;;;;;;;`);
    await measureAll();
    expect(await qualityTrend(imports.em.fork(), OWN, 'catalogue')).toMatchObject([
      { run: second, records: 2, figures: { identifier: 1, year: 1 } },
      { run: first, records: 1, figures: { identifier: 0, year: 0 } },
    ]);
  });

  it('waits as long as the latest run of the source ended too short ago', async () => {
    const run = await deliver(OWN, 'full', `1;;;Een;;;;;;;;`);
    const ended = new Date(
      (await imports.em.fork().execute<{ at: Date }[]>(`select finished_at as at from run`))[0]?.at ?? 0,
    );
    const measured = (after: number): Promise<number | null> =>
      measureDue(imports.em, { now: WHEN.now, endedBefore: new Date(ended.getTime() + after) });
    expect(await measured(-1000)).toBeNull();
    expect(await measured(1000)).not.toBeNull();
    expect(await qualityTrend(imports.em.fork(), OWN, 'catalogue')).toMatchObject([{ run }]);
  });

  it('waits as long as files follow each other, of whatever source', async () => {
    await deliver(OWN, 'full', `1;;;Een;;;;;;;;`);
    const em = imports.em.fork();
    await em.execute(`update run set finished_at = finished_at - interval '1 hour'`);
    await deliver(OTHER, 'full', `1;;;Een;;;;;;;;`);
    const between = new Date(Date.now() - 60_000);
    expect(await measureDue(em, { now: WHEN.now, endedBefore: between })).toBeNull();
    await em.execute(`update run set finished_at = finished_at - interval '1 hour'`);
    expect(await measureDue(em, { now: WHEN.now, endedBefore: between })).not.toBeNull();
    expect(await measureDue(em, { now: WHEN.now, endedBefore: between })).not.toBeNull();
  });

  it('says so when there is no such source, and nothing of one that nobody measured', async () => {
    const em = imports.em.fork();
    await expect(qualityTrend(em, OWN, 'nergens')).rejects.toMatchObject({ code: 'source.unknown' });
    await deliver(OWN, 'full', `1;;;Een;;;;;;;;`);
    expect(await qualityTrend(em, OWN, 'catalogue')).toEqual([]);
    expect((await sourceQualities(em, { limit: 10 })).items).toEqual([]);
  });

  it('looks at a few rows for each record of a source that the database knows nothing of yet', async () => {
    const MANY = 2_000;
    await deliver(OWN, 'full', ...Array.from({ length: MANY }, (_, n) => `${n};${isbnOf(n)};;Boek ${n};;;;;;;;`));
    const looked = await imports.em.fork().transactional(async (tx) => {
      const measures = QUALITY_FINDINGS.map((what) => `count(*) filter (where ${toMend(what)})`);
      await tx.execute(`select ${measures.join(', ')} from record r where r.source > 0`);
      return tx.execute<{ rows: number }[]>(
        `select sum(pg_stat_get_xact_tuples_returned(it))::float8 as rows
           from (select 'record'::regclass::oid union all
                 select indexrelid from pg_index where indrelid = 'record'::regclass) looked (it)`,
      );
    });
    expect(looked[0]?.rows).toBeLessThan(20 * MANY);
  });

  it('comes to what counting record by record gives, and the lists to the figures', async () => {
    const line = fc
      .record({
        id: fc.integer({ min: 1, max: 6 }),
        isbn: fc.option(fc.integer({ min: 1, max: 3 }).map(isbnOf), { nil: '' }),
        title: fc.constantFrom('Alfa', 'Bèta "jaar": \\', 'Gamma'),
        described: fc.boolean(),
        language: fc.constantFrom('nl', ''),
        nbc: fc.constantFrom('24.10', ''),
      })
      .map(({ id, isbn, title, described, language, nbc }) => {
        const quoted = `"${title.replaceAll('"', '""')}"`;
        return `${id};${isbn};;${quoted};;${described ? 2001 : ''};${described ? 'Bruna' : ''};${language};;;${nbc};`;
      });
    const load = fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (it) => it.split(';')[0] });
    await fc.assert(
      fc.asyncProperty(load, load, async (own, other) => {
        await imports.empty();
        await deliver(OTHER, 'full', ...other);
        await deliver(OWN, 'full', ...own);
        await measureAll();
        const figures = await figuresOf(OWN);
        expect(figures).toMatchObject(counted(own, other));
        const em = imports.em.fork();
        const source = await expectSource(em, OWN, 'catalogue');
        for (const [what] of QUALITY_MEASURES) {
          const { items } = await recordsToMend(em, source, what, { limit: 50 });
          const isField = QUALITY_FIELDS.some((it) => it === what);
          expect([what, items.length]).toEqual([what, isField ? own.length - (figures[what] ?? 0) : figures[what]]);
        }
        expect(Object.keys(figures)).toHaveLength(1 + QUALITY_FIELDS.length + QUALITY_FINDINGS.length);
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 15) },
    );
  }, 120_000);
});

/** The same, by looking at each record. */
function counted(own: readonly string[], other: readonly string[]): object {
  const columns = columnsIn(HEADER);
  const read = (participant: string) => (line: string) => {
    const values = line.split(';').map((it) => it.replace(/^"|"$/g, '').replaceAll('""', '"'));
    const record = recordOf(values, columns, DEFAULT_MAPPING);
    if ('code' in record) throw new Error(record.message);
    return {
      participant,
      record,
      matched: { ...keysOf(record), record: ownKey(participant, 'catalogue', record.localId) },
    };
  };
  const mine = own.map(read(OWN));
  const all = [...mine, ...other.map(read(OTHER))];
  const titles = cluster(all.map(({ matched }) => matched));
  const others = (it: (typeof all)[number]): typeof all =>
    all.filter((o) => o !== it && titles.get(o.matched.record) === titles.get(it.matched.record));
  const count = (has: (it: (typeof all)[number]) => boolean): number => mine.filter(has).length;
  return {
    records: mine.length,
    identifier: count(({ matched }) => matched.keys.length > 0),
    year: count(({ record }) => record.year !== null),
    publisher: count(({ record }) => record.publisher !== null),
    language: count(({ record }) => record.language !== 'und'),
    classification: count(({ record }) => record.classifications.length > 0),
    alone: count((it) => others(it).length === 0),
    duplicate: count((it) => others(it).some(({ participant }) => participant === OWN)),
    onlyDescription: count(
      (it) =>
        others(it).length > 0 &&
        !others(it).some(({ matched }) => matched.keys.some((key) => it.matched.keys.includes(key))),
    ),
  };
}
