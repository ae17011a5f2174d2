import { marcRecord } from '#libs/marc';
import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Imports, type State } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';

const ISIL = 'NL-0800000001';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 3, holdAbove: 1 });
  await imports.participant(ISIL);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(() => imports.empty());

interface Rec {
  readonly number: number | null;
  readonly isbn: number;
  readonly copies: number;
  readonly harm: 'none' | 'directory' | 'cut off' | 'says nothing';
}

/** The ways in which a record can be written that allows skimming. */
const WRITTEN = { 'MARC 21': inMarc, 'PICA+, normalised': inNormalisedPica, 'plain PICA+': inPlainPica };
type Form = keyof typeof WRITTEN;
const FORMS = Object.keys(WRITTEN) as Form[];

/** A record as a library system would export it, or as a bad transfer leaves it. */
function inMarc({ number, isbn, copies, harm }: Rec): Buffer {
  const silent = harm === 'says nothing';
  const record = marcRecord([
    ...(number === null ? [] : [['001', `B${number}`] as const]),
    ['008', '260105s2001    ne a   e      000 0 dut d'],
    ...(silent ? [] : [['020', '  ', [['a', isbnOf(isbn)]]] as const]),
    ...(silent ? [] : [['245', '10', [['a', `Boek ${isbn}`]]] as const]),
    ...Array.from({ length: copies }, (_, i) => ['852', '  ', [['p', `B${number}-${i}`]]] as const),
  ]);
  if (harm === 'cut off') return Buffer.concat([record.subarray(0, record.length - 9), Buffer.from([0x1d])]);
  if (harm === 'directory') record.write('zzzz', 27, 'latin1');
  return record;
}

function picaFields({ number, isbn, copies, harm }: Rec): string[][] {
  const silent = harm === 'says nothing';
  return [
    ['002@', '0Aau'],
    ...(number === null ? [] : [['003@', `0B${number}`]]),
    ...(silent ? [] : [['004A', `0${isbnOf(isbn)}`]]),
    ...(silent ? [] : [['021A', `aBoek ${isbn}`]]),
    ...Array.from({ length: copies }, (_, at) => [`209A/0${at + 1}`, `aROM ${at}`]),
    ...Array.from({ length: copies }, (_, at) => [`203@/0${at + 1}`, `0E${number}-${at}`]),
    ...(harm === 'directory' ? [['2O9A', 'x']] : []),
  ];
}

function inNormalisedPica(record: Rec): Buffer {
  const text = picaFields(record)
    .map(([tag, content]) => `${tag} \u001f${content}\u001e`)
    .join('');
  return Buffer.from(`${record.harm === 'cut off' ? text.slice(0, -9) : text}\n`);
}

function inPlainPica(record: Rec): Buffer {
  const lines = picaFields(record).map(([tag, content]) => `${tag} $${content}\n`);
  return Buffer.from(`${lines.join('')}${record.harm === 'cut off' ? '209A\n' : ''}\n`);
}

const sound = (number: number | null, isbn = number ?? 9, copies = 1): Rec => ({ number, isbn, copies, harm: 'none' });

async function deliverIn(form: Form, ...records: Rec[]) {
  return imports.deliver(Buffer.concat(records.map(WRITTEN[form])), { participant: ISIL, mode: 'full' });
}

describe.each(FORMS)('a file of %s that comes again', (form) => {
  const deliver = (...records: Rec[]) => deliverIn(form, ...records);

  it('is only skimmed: nothing of it is read, applied or told', async () => {
    await deliver(sound(1), sound(2), sound(3));
    await imports.forget();
    // Whoever reads them finds them changed.
    await imports.em.fork().execute(`update record set digest = digest # 1`);
    const run = await deliver(sound(1), sound(2), sound(3));
    expect(run).toMatchObject({ records: 3, rejected: 0, added: 0, changed: 0, removed: 0, unchanged: 3 });
    expect(await imports.said()).toEqual([]);
  });

  it('is read where its bytes differ, and applied where that makes a difference', async () => {
    await deliver(sound(1), sound(2), sound(3), sound(4));
    const run = await deliver(sound(1), sound(2, 2, 5), sound(4), sound(5));
    expect(run).toMatchObject({ records: 4, added: 1, changed: 1, removed: 1, unchanged: 2 });
    expect(Object.values(await imports.holdings())).toEqual(['1/1/0', '5/5/0', '1/1/0', '1/1/0']);
  });

  it('is read once when its bytes differ to no effect, and only skimmed from then on', async () => {
    await deliver(sound(1), sound(2), sound(3));
    await imports.em.fork().execute(`update record set raw = raw # 1`);
    expect(await deliver(sound(1), sound(2), sound(3))).toMatchObject({ changed: 0, unchanged: 3 });
    await imports.em.fork().execute(`update record set digest = digest # 1`);
    expect(await deliver(sound(1), sound(2), sound(3))).toMatchObject({ changed: 0, unchanged: 3 });
  });

  it('is read whole when the source reads its fields otherwise', async () => {
    await deliver(sound(1, 1, 3), sound(2, 2, 3));
    const otherwise = { copies: [{ tag: 949, status: '' }], pica: { libraries: ['another'] } };
    await imports.em.fork().execute(`update source set mapping = ?`, [JSON.stringify(otherwise)]);
    const run = await deliver(sound(1, 1, 3), sound(2, 2, 3));
    const seen = Object.values(await imports.holdings());
    expect([run.unchanged, seen]).toEqual([0, form === 'MARC 21' ? ['1/1/0', '1/1/0'] : []]);
    await imports.em.fork().execute(`update source set mapping = null`);
  });
});

const anyRecord: fc.Arbitrary<Rec> = fc.record({
  number: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 9 }),
  isbn: fc.integer({ min: 1, max: 4 }),
  copies: fc.integer({ min: 1, max: 3 }),
  harm: fc.constantFrom('none', 'none', 'none', 'none', 'directory', 'cut off', 'says nothing'),
});
const anyFile = fc
  .array(anyRecord, { minLength: 1, maxLength: 6 })
  .filter((records) => records.some((it) => it.harm === 'none'));

it.each(FORMS)(
  'in %s comes to what the last full load alone would come to, with the same records rejected',
  async (form) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFile, { minLength: 2, maxLength: 4 }), async (files) => {
        await imports.empty();
        let again = '';
        for (const records of files) again = (await deliverIn(form, ...records)).id;
        const reloaded = await outcome(again);
        expect(await imports.projected()).toEqual(reloaded.state);
        await imports.empty();
        expect(reloaded).toEqual(await outcome((await deliverIn(form, ...(files.at(-1) ?? []))).id));
      }),
      { numRuns: 15 },
    );
  },
  180_000,
);

async function outcome(run: string): Promise<{ state: State; rejected: unknown; counted: number[] }> {
  const { records, rejected } = await imports.run(run);
  return { state: await imports.state(), rejected: await imports.rejects(run), counted: [records, rejected] };
}
