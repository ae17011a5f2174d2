import { marcRecord, RECORD_LIMIT } from '#libs/marc';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../found.ts';
import { MarcReader } from './reader.ts';

function book(id: string, title = 'De aanslag', ...more: Parameters<typeof marcRecord>[0]): Buffer {
  return marcRecord([
    ['001', id],
    ['008', '820101s1982    ne a   j      000 1 dut d'],
    ['020', '  ', [['a', '90 234 0764 3 (pbk.)']]],
    [
      '245',
      '13',
      [
        ['a', `${title} /`],
        ['c', 'Harry Mulisch.'],
      ],
    ],
    [
      '260',
      '  ',
      [
        ['b', 'De Bezige Bij,'],
        ['c', '1982.'],
      ],
    ],
    ...more,
  ]);
}

function read(...pieces: Uint8Array[]): Found[] {
  const reader = new MarcReader();
  return pieces.flatMap((piece) => [...reader.push(piece)].flat()).concat(...reader.end());
}

function item(state: string): Parameters<typeof marcRecord>[0][number] {
  return ['949', '  ', [['l', state]]];
}

function ids(found: readonly Found[]): (string | undefined)[] {
  return found.map((it) => it.record?.localId);
}

const FILE = Buffer.concat([book('1'), book('2', 'Één zomer'), Buffer.from('\n'), book('3')]);

describe('reading MARC 21', () => {
  it('takes what matching and classification need', () => {
    const [found] = read(
      book(
        'NL1',
        'De aanslag',
        ['035', '  ', [['a', '(OCoLC)ocm00123456']]],
        ['035', '  ', [['a', '(NL-LeOCL)068309120']]],
        [
          '084',
          '  ',
          [
            ['a', '18.10'],
            ['2', 'nbc'],
          ],
        ],
        ['852', '  ', [['a', 'x']]],
        ['852', '  ', [['a', 'y']]],
      ),
    );
    expect(found?.record).toMatchObject({
      localId: 'NL1',
      identifiers: { isbn: [], ppn: ['068309120'], ocn: ['123456'] },
      unmatched: ['90 234 0764 3 (pbk.)'],
      title: 'De aanslag',
      nonFiling: 3,
      year: 1982,
      publisher: 'De Bezige Bij',
      material: 'book',
      language: 'dut',
      audience: 'youth',
      form: 'fiction',
      classifications: [{ scheme: 'nbc', notation: '18.10' }],
      copies: 2,
      extant: 2,
      onOrder: 0,
    });
  });

  it('counts Sirsi items by their state when there is no 852', () => {
    const [found] = read(book('1', 'T', item('STACKS'), item('MISSING'), item('ON-ORDER'), item('DISCARD')));
    expect(found?.record).toMatchObject({ copies: 2, extant: 1, onOrder: 1 });
  });

  it('gives the same whatever the pieces in which the file comes', () => {
    const whole = read(FILE);
    expect(ids(whole)).toEqual(['1', '2', '3']);
    for (let size = 1; size <= FILE.length; size += size < 60 ? 1 : 37) {
      const pieces = Array.from({ length: Math.ceil(FILE.length / size) }, (_, i) =>
        FILE.subarray(i * size, (i + 1) * size),
      );
      expect(read(...pieces)).toEqual(whole);
    }
  });

  it('loses at most one record to any one damaged byte of its leader and directory', () => {
    const header = FILE.subarray(0, FILE.indexOf(0x1e)).length;
    for (let at = 0; at <= header; at++) {
      for (const byte of [0x00, 0x1d, 0x1e, 0x1f, 0x20, 0x39, 0x41, 0xff]) {
        const damaged = Buffer.from(FILE);
        damaged[at] = byte;
        expect(ids(read(damaged)).slice(-2)).toEqual(['2', '3']);
      }
    }
  });

  it('never throws, hangs or invents records, whatever is done to the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(FILE.length),
        (edits, cut) => {
          const damaged = Buffer.from(FILE);
          for (const [at, byte] of edits) damaged[at] = byte;
          expect(read(damaged.subarray(0, cut)).length).toBeLessThan(12);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reports a record that breaks off, with its number, place and 001, and reads the one behind it', () => {
    const found = read(Buffer.concat([book('first'), book('broken').subarray(0, 120), book('last')]));
    expect(ids(found)).toEqual(['first', undefined, 'last']);
    expect(found[1]?.place).toMatchObject({ number: 2, offset: book('first').length, length: 120 });
    expect(found[1]?.rejection).toMatchObject({
      code: 'marc.truncated',
      message: expect.stringContaining('record 2 at byte'),
    });
  });

  it('reports the end of a file that breaks off', () => {
    expect(read(FILE.subarray(0, FILE.length - 5)).at(-1)?.rejection?.code).toBe('marc.truncated');
  });

  it('reads a record whose announced length alone is wrong, and one of more than 99,999 bytes', () => {
    const wrong = book('1');
    wrong.write('99999', 0);
    const notes = Array.from({ length: 20 }, (): Parameters<typeof marcRecord>[0][number] => [
      '500',
      '  ',
      [['a', 'x'.repeat(9000)]],
    ]);
    const large = book('2', 'Groot', ...notes);
    expect(large.length).toBeGreaterThan(99_999);
    expect(ids(read(Buffer.concat([wrong, book('b')])))).toEqual(['1', 'b']);
    expect(read(Buffer.concat([large, book('b')])).at(-1)?.record?.localId).toBe('b');
  });

  it('passes over what never ends without keeping it', () => {
    const reader = new MarcReader();
    const endless = Buffer.alloc(1 << 16, 0x41);
    let found = 0;
    for (let i = 0; i < 200; i++) found += [...reader.push(endless)].flat().length;
    expect(found).toBe(1);
    const after = [...reader.push(Buffer.concat([Buffer.from([0x1d]), book('after')])), ...reader.end()].flat();
    expect(ids(after)).toEqual(['after']);
    expect(RECORD_LIMIT).toBeLessThan(200 * endless.length);
  });
});
