import { keyOfIdentifier } from '#libs/kernel';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import {
  BadDirectory,
  type MarcField,
  MarcFields,
  marcRecord,
  MarcSplitter,
  marcXmlRecord,
  type RawRecord,
  XML_END,
  XML_START,
} from '#libs/marc';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { commitmentAsCsv, commitmentsInCsv, CSV_HEAD } from './commitments-in-csv.ts';
import { commitmentsInFile } from './commitments-in-file.ts';
import { commitmentsAsMarc, commitmentsAsMarcXml, commitmentsInMarc } from './commitments-in-marc.ts';
import { isIndefinite, looseDay } from './loose-day.ts';
import type { Rejected, Told } from './rejected.ts';

const ISIL = 'NL-0800010000';
const REAL = new URL('../../../../../shared/data/marc/', import.meta.url);

interface All {
  found: DeliveredCommitment[];
  rejected: Rejected[];
  others: number;
}

async function allOf(told: AsyncIterable<Told<DeliveredCommitment>>): Promise<All> {
  const all: All = { found: [], rejected: [], others: 0 };
  for await (const { found, rejected, others } of told) {
    all.found.push(...found.map(({ what }) => what));
    all.rejected.push(...rejected.map(({ place, code, message }) => ({ place, code, message })));
    all.others += others;
  }
  return all;
}

async function* inPieces(bytes: Buffer, size = bytes.length): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A record with action notes, each given as codes and values in turn. */
function record(...notes: string[][]): Buffer {
  const fields = notes.map((note): MarcField => {
    const subfields = note.flatMap((value, at): [string, string][] =>
      at % 2 === 0 ? [[value, note[at + 1] ?? '']] : [],
    );
    return ['583', '1 ', subfields];
  });
  return marcRecord([
    ['001', 'x1'],
    ['020', '  ', [['a', '0-306-40615-2 (pbk.)']]],
    ['245', '13', [['a', 'De aanslag /']]],
    ...fields,
  ]);
}

const read = (bytes: Buffer, size?: number): Promise<All> => allOf(commitmentsInMarc(inPieces(bytes, size), ISIL));

describe('field 583', () => {
  it('is a promise with its programme, days, condition and part of the title', async () => {
    const { found } = await read(
      record(
        [
          '3',
          'v.1-10',
          'a',
          'Committed to retain.',
          'c',
          '20120123',
          'd',
          '20351231',
          'f',
          'Scholars Trust',
          'l',
          'good',
          'u',
          'https://example.org/p',
          '5',
          'NL-0800020000',
        ],
        ['a', 'completeness reviewed', 'c', '20120201', 'z', 'v.3 lacks its cover', '5', 'NL-0800020000'],
      ),
    );
    expect(found).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        promise: {
          participant: 'NL-0800020000',
          about: { key: '1000009780306406157', identifier: '9780306406157', title: 'De aanslag' },
          from: '2012-01-23',
          terms: {
            until: '2035-12-31',
            policy: 'Scholars Trust',
            policyUri: 'https://example.org/p',
            condition: 'good',
            extent: 'v.1-10',
            note: null,
            review: { on: '2012-02-01', outcome: 'v.3 lacks its cover' },
          },
        },
        became: null,
      },
    ]);
  });

  it.each([
    [[], null],
    [['d', 'in perpetuity'], null],
    [['d', '2035'], '2035-12-31'],
    [['d', 'until Dec. 2035'], '2035-12-31'],
    [['d', '25 years'], '2037-01-22'],
  ])('%j is kept until %s', async (interval, until) => {
    const { found } = await read(record(['a', 'committed to retain', 'c', '20120123', ...interval]));
    expect(found.map(({ promise }) => promise.terms.until)).toEqual([until]);
  });

  it('of another action is passed over and counted', async () => {
    expect(await read(record(['a', 'Will reformat', 'c', '19970101', '5', 'DNLM']))).toEqual({
      found: [],
      rejected: [],
      others: 1,
    });
  });

  it('with a date that cannot be read is rejected with its record and what to do', async () => {
    const { rejected } = await read(record(['a', 'committed to retain', 'd', 'as long as possible']));
    expect(rejected).toEqual([
      { place: 'record 1 (001 x1)', code: 'commitment.date-unreadable', message: expect.stringContaining('YYYYMMDD') },
    ]);
  });

  it('in a record without identifier is rejected', async () => {
    const { rejected } = await read(
      marcRecord([
        ['001', 'x2'],
        ['583', '1 ', [['a', 'committed to retain']]],
      ]),
    );
    expect(rejected).toEqual([expect.objectContaining({ code: 'commitment.title-missing' })]);
  });

  it('in a damaged record costs that record alone', async () => {
    const good = record(['a', 'committed to retain', 'f', 'A']);
    const { found, rejected } = await read(Buffer.concat([good, Buffer.from('garbage\u001d'), good]));
    expect([found.length, rejected.length]).toEqual([2, 1]);
  });

  it('gives the same id however often it is read, and in whatever pieces', async () => {
    const bytes = Buffer.concat([
      record(['a', 'committed to retain', 'f', 'A']),
      record(['a', 'committed to retain', 'f', 'B']),
    ]);
    const whole = await read(bytes);
    for (const size of [1, 7, 64]) expect(await read(bytes, size)).toEqual(whole);
    expect(new Set(whole.found.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a title', () => {
  const note: MarcField = ['583', '1 ', [['a', 'committed to retain']]];
  const identified = async (fields: readonly MarcField[], type?: string): Promise<string[]> => {
    const { found } = await read(marcRecord([...fields, note], type));
    return found.flatMap(({ promise: { about } }) => ('key' in about ? [about.identifier] : []));
  };
  const isbn: MarcField = ['020', '  ', [['a', '0306406152']]];

  it('that is a part, or an electronic edition, is another one than what shares its number', async () => {
    const part: MarcField = ['245', '00', [['a', 'Verzameld werk.'], ['n', 'Deel 2,'], ['p', 'Romans /']]]; // prettier-ignore
    await expect(identified([isbn, part])).resolves.toEqual(['9780306406157 [deel 2 romans]']);
    await expect(identified([['007', 'cr |||'], isbn])).resolves.toEqual(['9780306406157 +e']);
    const online: MarcField = ['008', `${' '.repeat(23)}o${' '.repeat(16)}`];
    await expect(identified([online, isbn])).resolves.toEqual(['9780306406157 +e']);
  });

  it('is known by its ISSN when it is a serial, and not by that of its series', async () => {
    const issn: MarcField = ['022', '  ', [['a', '0317-8471']]];
    await expect(identified([issn], 'as')).resolves.toEqual(['issn:0317-8471']);
    await expect(identified([issn], 'am')).resolves.toEqual([]);
  });
});

const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ;:,"'é=ß]{0,20}[a-z]$/);
const days = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10));
const orNone = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });
const commitments: fc.Arbitrary<DeliveredCommitment> = fc.record({
  id: fc.uuid(),
  promise: fc.record({
    participant: fc.constantFrom(ISIL, 'NL-0800020000'),
    about: fc.constantFrom(
      { key: '1000009780306406157', identifier: '9780306406157', title: 'De aanslag' },
      { key: '2000000000123456789', identifier: 'ppn:123456789', title: null },
      { key: '3000000000000012345', identifier: 'ocn:12345', title: 'Twee : drie' },
      { key: '4000000000003178471', identifier: 'issn:0317-8471', title: 'Tijdschrift' },
      ...['9780306406157 [deel 2]', '9780306406157 +e', 'ppn:123456789 [deel 2] +e', 'issn:0317-8471 +e'].map(
        (identifier) => ({ key: keyOfIdentifier(identifier), identifier, title: 'Een & <ander>' }),
      ),
    ),
    from: orNone(days),
    terms: fc.record({
      until: orNone(fc.constantFrom('2030-12-31', '2099-06-15')),
      policy: words,
      policyUri: orNone(fc.constant('https://example.org/policy')),
      condition: orNone(words),
      extent: orNone(words),
      note: orNone(words),
      review: orNone(fc.record({ on: days, outcome: orNone(words) })),
    }),
  }),
  became: fc.oneof(
    fc.constant(null),
    fc.record({
      state: fc.constantFrom(
        'lost' as const,
        'damaged' as const,
        'missing' as const,
        'superseded' as const,
        'in-error' as const,
      ),
      on: days,
      successor: orNone(fc.uuid()),
      reason: orNone(words),
    }),
  ),
});

describe('MARCXML', () => {
  it('that is broken costs the record that it is in, with its line', async () => {
    const fields: MarcField[] = [
      ['001', 'x1'],
      ['020', '  ', [['a', '0306406152']]],
      ['583', '1 ', [['a', 'committed to retain']]],
    ];
    const good = marcXmlRecord(fields);
    const file = Buffer.from(`${XML_START}${good}${good.replace('</subfield>', '</sub>')}${good}${XML_END}`);
    const { found, rejected } = await allOf(commitmentsInFile(inPieces(file, 100), ISIL));
    expect(found).toHaveLength(2);
    expect(rejected).toEqual([
      { place: 'record 2', code: 'xml.malformed', message: expect.stringContaining('at line 4') },
    ]);
  });
});

describe('what was written', () => {
  it('as MARC is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commitments, { minLength: 1, maxLength: 5 }), async (some) => {
        const about = some[0]!.promise.about;
        const ofOne = some.map((it) => ({ ...it, promise: { ...it.promise, about } }));
        expect(await read(commitmentsAsMarc(ofOne))).toEqual({ found: ofOne, rejected: [], others: 0 });
      }),
    );
  });

  it('as MARCXML is read as it was, in whatever pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commitments, { minLength: 1, maxLength: 5 }), fc.nat(500), async (some, size) => {
        const about = some[0]!.promise.about;
        const ofOne = some.map((it) => ({ ...it, promise: { ...it.promise, about } }));
        const file = Buffer.from(XML_START + commitmentsAsMarcXml(ofOne) + XML_END);
        expect(await allOf(commitmentsInFile(inPieces(file, size + 1), ISIL))).toEqual({
          found: ofOne,
          rejected: [],
          others: 0,
        });
      }),
    );
  });

  it('as CSV is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commitments, { minLength: 1, maxLength: 5 }), async (some) => {
        const csv = Buffer.from(`\uFEFF${CSV_HEAD}${some.map(commitmentAsCsv).join('')}`);
        expect(await allOf(commitmentsInCsv(inPieces(csv, 50), ISIL))).toEqual({
          found: some,
          rejected: [],
          others: 0,
        });
      }),
    );
  });
});

const real = existsSync(REAL) || process.env['CI'] !== undefined ? describe : describe.skip;

real('real records', () => {
  it('are read whole: their 583 are found, and what is no retention is passed over', async () => {
    const others: Record<string, number> = {};
    const rejectedIn = new Set<string>();
    for (const name of (await readdir(REAL)).toSorted()) {
      const all = await allOf(commitmentsInFile(createReadStream(new URL(name, REAL)) as AsyncIterable<Buffer>, ISIL));
      expect(all.found).toEqual([]);
      if (all.rejected.length > 0) rejectedIn.add(name);
      others[name] = all.others;
    }
    expect([...rejectedIn].filter((name) => name !== 'pymarc_bad_records.mrc')).toEqual([]);
    expect(others).toEqual({
      'evergreen_jazz_1k.mrc': 0,
      'evergreen_lul_fre_100.mrc': 0,
      'evergreen_sample_acq_order.mrc': 0,
      'evergreen_serials_marc21.xml': 1,
      'pymarc_bad_records.mrc': 0,
      'qa_BooksAll.2014.part01-0001.mrc': 1,
    });
  });

  it('have their days in forms that are all read', async () => {
    const unread: string[] = [];
    let written = 0;
    for (const name of (await readdir(REAL)).filter((it) => it.endsWith('.mrc'))) {
      const splitter = new MarcSplitter();
      const fields = new MarcFields([260, 264, 583]);
      for (const raw of splitter.push(await readFile(new URL(name, REAL)))) {
        if (raw.damage !== undefined || !opens(fields, raw)) continue;
        for (const field of [260, 264, 583].flatMap((tag) => fields.all(tag))) {
          for (const date of fields.subfields(field, 'c')) {
            written++;
            const last = isIndefinite(date) || looseDay(date, 'last') !== null;
            if (looseDay(date, 'first') === null || !last) unread.push(date);
          }
        }
      }
    }
    expect(unread).toEqual([]);
    expect(written).toBeGreaterThan(1_000);
  });
});

function opens(fields: MarcFields, raw: RawRecord): boolean {
  try {
    fields.open(raw);
    return true;
  } catch (error) {
    if (error instanceof BadDirectory) return false;
    throw error;
  }
}
