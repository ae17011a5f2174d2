import { isbnOf } from '#libs/records';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalRecord } from '../../model/local-record.ts';
import type { Found } from '../found.ts';
import { type MappingChanges, mappingFrom } from '../mapping.ts';
import { recognise } from '../recognise.ts';

async function read(lines: readonly string[], changes?: MappingChanges, size = 1 << 16): Promise<Found[]> {
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const found: Found[] = [];
  for await (const batch of recognise(bytes, mappingFrom(changes)).read(cut(bytes, size))) found.push(...batch);
  return found;
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const counts = ({ localId, copies, extant, onOrder }: LocalRecord): unknown[] => [localId, copies, extant, onOrder];
const told = ({ record, rejection }: Found): unknown => (record === undefined ? rejection.code : counts(record));

const BY_COPY = 'id;isbn;titel;barcode;vestiging;plaatskenmerk;status';

describe('a list with a line for each copy', () => {
  it('has one record for the lines that stand together, with where its copies are and in what state', async () => {
    const found = await read([
      BY_COPY,
      `1;${isbnOf(1)};De aanslag;c1;Centrum;ROM MULI;aanwezig`,
      `1;${isbnOf(1)};De aanslag;c2;Centrum;ROM MULI;Vermist`,
      `1;${isbnOf(1)};De aanslag;c3;Oost;ROM MULI;`,
      `1;${isbnOf(1)};De aanslag;;Oost;;besteld`,
      `1;${isbnOf(1)};De aanslag;c4;Oost;ROM MULI;afgeschreven`,
      `2;${isbnOf(2)};Max Havelaar;c5;Oost;ROM MULT;`,
    ]);
    expect(found.map(told)).toEqual([
      ['1', 3, 2, 1],
      ['2', 1, 1, 0],
    ]);
    expect(found.map(({ place }) => [place.number, place.line])).toEqual([
      [1, 2],
      [2, 7],
    ]);
    expect(found[0]?.record?.items?.map(({ id, branch, state }) => [id, branch, state])).toEqual([
      ['c1', 'Centrum', 'extant'],
      ['c2', 'Centrum', 'missing'],
      ['c3', 'Oost', 'extant'],
      [null, 'Oost', 'on-order'],
      ['c4', 'Oost', 'withdrawn'],
    ]);
  });

  it('takes a status as the source means it', async () => {
    const lines = ['id;titel;status', '1;Een;binding', '1;Een;weg'];
    const found = await read(lines, { missing: ['BINDING'], withdrawn: ['WEG'] });
    expect(found.map(told)).toEqual([['1', 1, 0, 0]]);
  });

  it('believes numbers of copies before a status', async () => {
    const found = await read(['id;titel;exemplaren;aanwezig;status', '1;Een;3;2;vermist']);
    expect(found.map(told)).toEqual([['1', 3, 2, 0]]);
  });

  it('adds up lines that count the copies of a branch', async () => {
    const found = await read(['id;titel;vestiging;exemplaren;besteld', '1;Een;Oost;2;0', '1;Een;West;0;3']);
    expect(found.map(told)).toEqual([['1', 2, 2, 3]]);
  });

  it('counts lines that are alike, where nothing numbers or counts their copies', async () => {
    expect((await read(['id;titel;vestiging', '1;Een;Oost', '1;Een;Oost'])).map(told)).toEqual([['1', 2, 2, 0]]);
  });

  it.each([
    ['counts', 'id;titel;vestiging;exemplaren', ['1;Een;Oost;2', '1;Een;West;1', '1;Een;Oost;2']],
    ['bar codes', 'id;titel;barcode;vestiging', ['1;Een;c1;Oost', '1;Een;c2;West', '1;Een;c1;Oost']],
  ])('does not take a line with %s that was there already, and goes on with the record', async (_, head, lines) => {
    const found = await read([head, ...lines, lines[1]?.replace('West', 'Noord').replace('c2', 'c4') ?? '']);
    expect(found.map(told)).toEqual([
      'csv.copy-repeated',
      ['1', head.includes('barcode') ? 3 : 4, expect.anything(), 0],
    ]);
    expect(found[0]?.rejection?.message).toBe('Line 4 says the same as line 2: record 1 with the same copies');
  });

  it('keeps apart what one number describes differently', async () => {
    const found = await read(['id;titel;vestiging', '1;Een;Oost', '1;Twee;West']);
    expect(found.map(({ record }) => record?.title)).toEqual(['Een', 'Twee']);
  });

  it('keeps apart what belongs to different libraries', async () => {
    const found = await read(['isil;id;titel;vestiging', 'NL-1;1;Een;Oost', 'NL-2;1;Een;Oost']);
    expect(found.map(({ record }) => record?.holders)).toEqual([[['NL-1']], [['NL-2']]]);
  });

  it('joins by the identifier where there is no number, and does not join what has neither', async () => {
    const head = 'isbn;titel;vestiging';
    expect((await read([head, `${isbnOf(1)};Een;Oost`, `${isbnOf(1)};Een;West`])).map(told)).toEqual([
      [isbnOf(1), 2, 2, 0],
    ]);
    expect(await read([head, ';Een;Oost', ';Een;West'])).toHaveLength(2);
  });

  it.each([
    ['the first', ['1;Een;Oost;veel', '1;Een;West;1', '1;Een;Noord;1']],
    ['one between', ['1;Een;Oost;1', '1;Een;West;veel', '1;Een;Noord;1']],
    ['the last', ['1;Een;Oost;1', '1;Een;West;1', '1;Een;Noord;veel;te;lang']],
  ])('rejects a record with all its lines when %s cannot be taken', async (_, lines) => {
    const head = 'id;titel;vestiging;exemplaren';
    const [wrong, next, ...others] = await read([head, ...lines, '2;Twee;Oost;1']);
    expect(others).toEqual([]);
    expect(told(next as Found)).toEqual(['2', 1, 1, 0]);
    const { place, rejection } = wrong as Found;
    expect(rejection).toMatchObject({ localId: '1', hint: expect.stringContaining('The lines 2 to 4') });
    const whole = Buffer.from(`${head}\n${lines.join('\n')}\n`);
    expect(String(whole.subarray(place.offset, place.offset + place.length))).toBe(`${lines.join('\n')}\n`);
  });

  it('leaves a list alone in which nothing tells copies apart', async () => {
    expect(await read(['id;titel;exemplaren', '1;Een;1', '1;Een;2'])).toHaveLength(2);
  });

  it('comes to the same whatever the order of the lines of a record, and in whatever pieces the file comes', async () => {
    const copy = fc.record({
      branch: fc.constantFrom('Oost', 'West', ''),
      status: fc.constantFrom('', 'vermist', 'besteld', 'afgeschreven'),
    });
    const records = fc.array(fc.array(copy, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(records, fc.nat(), fc.integer({ min: 1, max: 40 }), async (all, turn, size) => {
        const lines = (order: (copies: readonly string[]) => readonly string[]): string[] => [
          'id;titel;vestiging;status',
          ...all.flatMap((copies, at) =>
            order(copies.map(({ branch, status }) => `${at};Titel ${at};${branch};${status}`)),
          ),
        ];
        const turned = lines((copies) => copies.map((__, at) => copies[(at + turn) % copies.length] ?? ''));
        const one = (await read(lines((copies) => copies))).map(told);
        expect((await read(turned, undefined, size)).map(told)).toEqual(one);
        const state = (wanted: string) => (copies: (typeof all)[number]) =>
          copies.filter(({ status }) => status === wanted).length;
        expect(one).toEqual(
          all.map((copies, at) => {
            const there = state('')(copies);
            return [String(at), there + state('vermist')(copies), there, state('besteld')(copies)];
          }),
        );
      }),
      { numRuns: 60 },
    );
  });
});
