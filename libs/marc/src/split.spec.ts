import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadDirectory, MarcFields } from './fields.ts';
import { MarcSplitter, RawRecord } from './split.ts';
import { type MarcField, marcRecord } from './write.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(' Boek : ', 'Één zomer', 'e\u0301'),
);
const field: fc.Arbitrary<MarcField> = fc.oneof(
  fc.tuple(fc.constantFrom('001', '008'), value),
  fc.tuple(
    fc.constantFrom('020', '245', '852'),
    fc.constantFrom('  ', '14'),
    fc.array(fc.tuple(fc.constantFrom('a', 'b'), value), { maxLength: 4 }),
  ),
);
const record = fc.array(field, { maxLength: 6 }).map((fields) => marcRecord(fields));
/** Records with bytes that were changed, most of them to such as mean something. */
const damaged = fc
  .tuple(
    fc.array(record, { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x1b, 0x1d, 0x1e, 0x1f, 0x20, 0x30, 0x39, 0x61, 0xe1, 0xff)), {
      maxLength: 6,
    }),
  )
  .map(([records, changes]) => {
    const file = Buffer.concat(records);
    for (const [at, byte] of changes) file[at % file.length] = byte;
    return file;
  });

function split(pieces: readonly Uint8Array[]): unknown[] {
  const splitter = new MarcSplitter();
  return pieces
    .flatMap((piece) => splitter.push(piece))
    .concat(splitter.end())
    .map(({ bytes, text, offset, damage }) => ({ bytes: bytes.toString('hex'), text, offset, damage }));
}

describe('cutting a file into records', () => {
  it('gives the same in whatever pieces it comes, with the bytes that are at that place', () => {
    fc.assert(
      fc.property(damaged, fc.integer({ min: 1, max: 400 }), (file, size) => {
        const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
          file.subarray(i * size, (i + 1) * size),
        );
        const whole = split([file]) as { bytes: string; text: string; offset: number }[];
        expect(split(pieces)).toEqual(whole);
        for (const { bytes, text, offset } of whole) {
          expect(file.subarray(offset, offset + text.length).toString('hex')).toBe(bytes);
          expect(Buffer.from(text, 'latin1').toString('hex')).toBe(bytes);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('cuts a file of many stretches as it does each record', () => {
    const one = marcRecord([['245', '10', [['a', 'x'.repeat(3000)]]]]);
    const records = new MarcSplitter().push(Buffer.concat(Array.from({ length: 100 }, () => one)));
    expect(records.map(({ bytes, offset }) => [bytes.equals(one), offset])).toEqual(
      Array.from({ length: 100 }, (_, i) => [true, i * one.length]),
    );
  });
});

/** A field by its place, read by cutting up its text; only sound ASCII, whose encoding is no question. */
function plainly(text: string, start: number, end: number, code: string): string[] {
  return text
    .slice(start, end)
    .split('\u001f')
    .slice(1)
    .filter((part) => part.startsWith(code))
    .map((part) => part.slice(1));
}

it('reads the same of a record whatever stands before and behind it, and as a plain reader does', () => {
  const tags = [1, 8, 20, 245, 852];
  const [alone, among] = [new MarcFields(tags), new MarcFields(tags)];
  fc.assert(
    fc.property(damaged, (file) => {
      for (const raw of new MarcSplitter().push(file)) {
        const { bytes, text } = raw;
        const told = openedBy(among, raw);
        expect(openedBy(alone, RawRecord.of(Buffer.from(bytes)))).toBe(told);
        if (told !== '') continue;
        for (const tag of tags) {
          const fields = among.all(tag);
          expect(alone.control(tag)).toBe(among.control(tag));
          expect(alone.all(tag).map((it) => alone.indicator(it, 2))).toEqual(
            fields.map((it) => among.indicator(it, 2)),
          );
          for (const [i, here] of fields.entries()) {
            const there = alone.all(tag)[i]!;
            expect(alone.subfields(there, 'a')).toEqual(among.subfields(here, 'a'));
            const values = plainly(text, there.start, there.end, 'a').map((it) => it.trim());
            if (!values.every((it) => Array.from(it).every((sign) => sign < '\u0080'))) continue;
            expect(among.subfields(here, 'a')).toEqual(values.filter(Boolean));
            expect(among.subfield(here, 'a')).toBe(values[0] ?? '');
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** What is wrong with its directory, if anything. */
function openedBy(fields: MarcFields, raw: RawRecord): string {
  try {
    fields.open(raw);
    return '';
  } catch (error) {
    if (error instanceof BadDirectory) return error.message;
    throw error;
  }
}
