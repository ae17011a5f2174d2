import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marcRecord } from '#libs/marc';
import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Found } from './found.ts';
import { DEFAULT_MAPPING } from './mapping.ts';
import { piecesOf } from './pieces.ts';
import { recognise, SAMPLE } from './recognise.ts';

const BYTES = 1_000_003;
const KBART = 'publication_title\tprint_identifier\tonline_identifier\ttitle_url\ttitle_id';

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

/** What every file says, a record for each. */
const numbers = Array.from({ length: 400 }, (_, n) => n);
const title = (n: number): string => `Boek ${n} ${'x'.repeat(n % 90)}`;
const inXml = (numbered: (n: number) => string, tag: string): string => {
  const titled = (n: number): string => `<datafield tag="${tag}"><subfield code="a">${title(n)}</subfield></datafield>`;
  return `<collection>${numbers.map((n) => `<record>${numbered(n)}${titled(n)}</record>\n`).join('')}</collection>`;
};

describe('a reader', () => {
  const pica = (between: string): string[] =>
    numbers.map((n) => `003@ ${between}0${n}\u001e021A ${between}a${title(n)}\u001e`);
  const files: readonly (readonly [what: string, format: string, file: string | Buffer])[] = [
    ['a list', 'csv', ['id;isbn;titel', ...numbers.map((n) => `${n};${isbnOf(n)};${title(n)}`)].join('\n')],
    ['KBART', 'kbart', [KBART, ...numbers.map((n) => `${title(n)}\t\t${isbnOf(n)}\thttps://x\t${n}`)].join('\n')],
    ['plain PICA+', 'pica', `${pica('$').join('\n').replaceAll('\u001e', '\n')}\n`],
    ['normalised PICA+', 'pica', `${pica('\u001f').join('\n')}\n`],
    [
      'MARC 21',
      'marc21',
      Buffer.concat(
        numbers.map((n) =>
          marcRecord([
            ['001', `${n}`],
            ['245', '00', [['a', title(n)]]],
          ]),
        ),
      ),
    ],
    ['MARCXML', 'marcxml', inXml((n) => `<controlfield tag="001">${n}</controlfield>`, '245')],
    [
      'PICA XML',
      'picaxml',
      inXml((n) => `<datafield tag="003@"><subfield code="0">${n}</subfield></datafield>`, '021A'),
    ],
  ];

  it.each(files)('of %s takes a piece before it asks for the next', async (_what, format, file) => {
    const whole = Buffer.from(file);
    const { read, format: recognised } = recognise(whole.subarray(0, SAMPLE), DEFAULT_MAPPING);
    expect(recognised).toBe(format);
    const inPieces = await recordsOf(read(passing(whole, 1000)));
    expect(inPieces.map(({ record }) => record?.title.trim())).toEqual(numbers.map((n) => title(n).trim()));
    expect(inPieces).toEqual(await recordsOf(read(passing(whole, whole.length))));
  });
});

/** What is left when the bytes it was read from are gone. */
async function recordsOf(batches: AsyncIterable<Found[]>): Promise<Pick<Found, 'place' | 'record'>[]> {
  const records: Pick<Found, 'place' | 'record'>[] = [];
  for await (const batch of batches) records.push(...batch.map(({ place, record }) => ({ place, record })));
  return records;
}

/** Pieces of so many bytes that are gone when the next is asked for. */
async function* passing(file: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += length) {
    const piece = Buffer.from(file.subarray(at, at + length));
    yield piece;
    piece.fill(0);
  }
}
