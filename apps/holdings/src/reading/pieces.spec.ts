import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_MAPPING } from './mapping.ts';
import { piecesOf } from './pieces.ts';
import { recognise, SAMPLE } from './recognise.ts';

const BYTES = 1_000_003;

let folder: string;
let path: string;
let content: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collectie-pieces-'));
  path = join(folder, 'file');
  content = Buffer.from(Array.from({ length: BYTES }, (_, n) => (n * 7919) % 251));
  await writeFile(path, content);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the pieces of a file', () => {
  it.each([
    [0, BYTES],
    [0, 0],
    [1, 131_072],
    [131_071, 262_146],
    [BYTES - 5, 5],
    // What is no longer there is no piece.
    [BYTES - 5, 500_000],
  ])('from %i, %i bytes, are the bytes that stand there', async (start, length) => {
    const pieces: Buffer[] = [];
    for await (const piece of piecesOf(path, start, length)) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(content.subarray(start, start + length))).toBe(true);
  });

  it('can be left before the end, and tell of a file that is not there', async () => {
    for await (const piece of piecesOf(path, 0, BYTES)) {
      expect(piece[1]).toBe(7919 % 251);
      break;
    }
    await expect(piecesOf(join(folder, 'gone'), 0, 5).next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('readers of every format', () => {
  const count = 400;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const files: Readonly<Record<string, string>> = {
    csv: ['id;isbn;titel', ...numbers.map((n) => `${n};${isbnOf(n)};Boek ${n} ${'x'.repeat(n % 90)}`)].join('\n'),
    pica: numbers.map((n) => `003@ $0${n}\n021A $aBoek ${n} ${'x'.repeat(n % 90)}\n`).join('\n'),
    marc21: numbers.map((n) => marc(`${n}`, `Boek ${n} ${'x'.repeat(n % 90)}`)).join(''),
    marcxml: `<collection>${numbers.map((n) => `<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">${n}</controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">Boek ${n}</subfield></datafield></record>`).join('\n')}</collection>`,
  };

  it.each(Object.keys(files))('take a piece before they ask for the next: %s', async (format) => {
    const file = Buffer.from(files[format] ?? '');
    const { read, format: recognised } = recognise(file.subarray(0, SAMPLE), DEFAULT_MAPPING);
    expect(recognised).toBe(format);
    const titles: string[] = [];
    for await (const batch of read(passing(file))) for (const { record } of batch) titles.push(record?.title ?? '');
    expect(titles).toHaveLength(count);
    expect(titles.every((title, n) => title.startsWith(`Boek ${n}`))).toBe(true);
  });
});

/** A record in ISO 2709 with a number and a title. */
function marc(number: string, title: string): string {
  const fields = [
    ['001', number],
    ['245', `00\u001fa${title}`],
  ] as const;
  let [directory, data] = ['', ''];
  for (const [tag, value] of fields) {
    directory += `${tag}${String(value.length + 1).padStart(4, '0')}${String(data.length).padStart(5, '0')}`;
    data += `${value}\u001e`;
  }
  const base = 24 + directory.length + 1;
  const length = String(base + data.length + 1).padStart(5, '0');
  return `${length}nam a22${String(base).padStart(5, '0')} a 4500${directory}\u001e${data}\u001d`;
}

/** Pieces that are gone when the next is asked for. */
async function* passing(file: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 1000) {
    const piece = Buffer.from(file.subarray(at, at + 1000));
    yield piece;
    piece.fill(0);
  }
}
