import { isbnOf } from '#libs/records';
import { describe, expect, it } from '@jest/globals';
import type { Found } from '../found.ts';
import { recognise } from '../recognise.ts';

async function read(content: string | Buffer, size = 1 << 16): Promise<Found[]> {
  const bytes = Buffer.from(content as string);
  const { read: pieces } = recognise(bytes.subarray(0, 1 << 16));
  const found: Found[] = [];
  for await (const batch of pieces(cut(bytes, size))) found.push(...batch);
  return found;
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const ISBN = isbnOf(1);

async function* endless(): AsyncGenerator<Buffer> {
  yield Buffer.from('titel\n"');
  for (let i = 0; i < 1600; i++) yield Buffer.alloc(1 << 16, 0x41);
}

describe('reading a list', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('understands %s, Dutch and English names, quotes and a byte order mark', async (_what, sign) => {
    const lines = [
      ['ISBN', 'Titel', 'Author', 'Jaar', 'Exemplaren', 'Aanwezig', 'On order', 'NBC', 'Doelgroep', 'Vorm'],
      [ISBN, '"De ""aanslag"""', 'Mulisch', '1982', '3', '2', '1', '18.10', 'Jeugd', 'Non-fictie'],
    ];
    const [found] = await read(`\ufeff${lines.map((it) => it.join(sign)).join('\r\n')}\r\n`);
    expect(found?.record).toMatchObject({
      localId: ISBN,
      title: 'De "aanslag"',
      nonFiling: 3,
      contributor: 'Mulisch',
      year: 1982,
      copies: 3,
      extant: 2,
      onOrder: 1,
      audience: 'youth',
      form: 'non-fiction',
      classifications: [{ scheme: 'nbc', notation: '18.10' }],
    });
  });

  it('tells UTF-8 from Windows-1252, value by value', async () => {
    const content = Buffer.concat([Buffer.from('titel\nBèta\n'), Buffer.from('B\u00e9ta \u0080\n', 'latin1')]);
    expect((await read(content)).map((it) => it.record?.title)).toEqual(['Bèta', 'Béta €']);
  });

  it('gives the same whatever the pieces in which the file comes', async () => {
    const file = `isbn;titel\n${ISBN};"Een\nregel"\nfout\n9,78E+12;Boek\n${isbnOf(2)};Één\n`;
    const whole = await read(file);
    for (const size of [1, 2, 3, 5, 7, 16, 40]) expect(await read(file, size)).toEqual(whole);
    expect(whole.map((it) => it.rejection?.code)).toEqual([undefined, 'csv.ragged', 'csv.lossy-number', undefined]);
    const ragged = whole[1]?.place;
    expect(
      Buffer.from(file)
        .subarray(ragged?.offset, (ragged?.offset ?? 0) + (ragged?.length ?? 0))
        .toString(),
    ).toBe('fout\n');
  });

  it('explains how to mend an ISBN that a spreadsheet rounded', async () => {
    const [found] = await read('titel;isbn\nBoek;9,78E+12\n');
    expect(found?.rejection).toMatchObject({ code: 'csv.lossy-number', hint: expect.stringContaining('format Text') });
    expect(found?.rejection?.message).toContain("Line 2: isbn '9,78E+12'");
  });

  it('rejects a line with a wrong count, and one with nothing to match on', async () => {
    const codes = (await read('titel;isbn;exemplaren\nBoek;;veel\n;9789000000000;1\n')).map((it) => it.rejection?.code);
    expect(codes).toEqual(['csv.count', 'record.nothing-to-match']);
  });

  it('takes an ISBN-10 whose leading zero was lost, and keeps a wrong one without matching on it', async () => {
    const found = await read('titel;isbn\nHonger;439023483\nBoek;9789000000000\n');
    expect(found[0]?.record?.identifiers.isbn).toEqual(['9780439023481']);
    expect(found[1]?.record).toMatchObject({ identifiers: { isbn: [] }, unmatched: ['9789000000000'] });
  });

  it('refuses a file with a field that never ends, without keeping it', async () => {
    const { read: pieces } = recognise(Buffer.from('titel\n"AAAA'));
    const before = process.memoryUsage.rss();
    const reading = (async () => {
      for await (const _batch of pieces(endless()));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'csv.line-too-long' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(60 * 1024 ** 2);
  });

  it('refuses a file without a column that tells titles, naming what it found', async () => {
    await expect(read('naam;prijs\n1;2\n')).rejects.toMatchObject({
      code: 'csv.columns-missing',
      message: expect.stringContaining('naam, prijs'),
    });
  });
});

describe('telling what a file is', () => {
  it.each([
    ['a binary file', Buffer.from([9, 0, 1, 2]), 'file.binary'],
    ['XML without records', Buffer.from('<?xml version="1.0"?><a/>'), 'file.unsupported'],
    ['UTF-16', Buffer.from('\ufefftitel', 'utf16le'), 'file.unsupported'],
  ])('refuses %s', (_what, bytes, code) => {
    expect(() => recognise(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
