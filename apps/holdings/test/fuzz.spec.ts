import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#libs/kernel';
import { workbookOf, zipOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { DEFAULT_MAPPING } from '../src/reading/mapping.ts';
import { recognise, SAMPLE } from '../src/reading/recognise.ts';
import { readDelivered } from './delivering.ts';

/** Cases for each reader; `FUZZ_CASES=100000` is the long run. Packed files go through the disk, so a tenth of it. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 200);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Milliseconds that one case may take: much more than it does, much less than forever. */
const HANG = 20_000;
const GROWTH = 300 * 1024 ** 2;

const DATA = join(import.meta.dirname, '../../../../shared/data');
const there = existsSync(DATA);
if (!there && process.env['CI']) throw new Error(`The real records are not at ${DATA}; CI needs them`);
if (!there) process.stderr.write(`Without the real records at ${DATA} the readers are not fuzzed\n`);

/** The first lines of a file, some ten thousand bytes. */
function start(path: string): Buffer {
  const bytes = readFileSync(join(DATA, path));
  const end = bytes.indexOf(0x0a, 12_000);
  return bytes.subarray(0, end < 0 || end > 20_000 ? 12_000 : end + 1);
}

const TEXTS: readonly (readonly [reader: string, sample: () => Buffer])[] = [
  ['marc21', () => start('marc/evergreen_jazz_1k.mrc')],
  ['marcxml', () => start('marc/evergreen_serials_marc21.xml')],
  ['pica', () => start('pica/k10plus-sample.pica')],
  ['pica', () => start('pica/picaplus-sample.txt')],
  ['pica', () => start('pica/pica-with-holdings-info.dat')],
  ['picaxml', picaXml],
  ['csv', () => start('goodbooks/books.csv')],
  ['csv', copyList],
  ['kbart', () => start('kbart/KB_20160120210644.csv')],
];

/** A list with a line for each copy. */
function copyList(): Buffer {
  const lines = Array.from({ length: 200 }, (_, at) => {
    const record = Math.floor(at / 3);
    return `${record};Titel ${record};c${at};Filiaal ${at % 3};ROM ${record};${at % 7 === 0 ? 'vermist' : 'aanwezig'}`;
  });
  return Buffer.from(['id;titel;barcode;vestiging;plaatskenmerk;status', ...lines, ''].join('\n'));
}

/** The first records of a real file, in XML. */
function picaXml(): Buffer {
  const records = start('pica/pica-with-holdings-info.dat').toString().split('\n').slice(0, 5);
  const xml = records.map((record) => {
    const fields = record
      .split('\u001e')
      .filter(Boolean)
      .map((field) => {
        const [heading = '', ...subfields] = field.split('\u001f');
        const inner = subfields.map((it) => `<subfield code="${it[0]}">${escaped(it.slice(1))}</subfield>`);
        return `<datafield tag="${heading.trim()}">${inner.join('')}</datafield>`;
      });
    return `<record>${fields.join('\n')}</record>`;
  });
  return Buffer.from(`<collection>${xml.join('\n')}</collection>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** What files go through: bytes changed, lost, doubled, put in from elsewhere, broken off. */
function mutated(original: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(original);
  const at = (): number => Math.floor(random() * bytes.length);
  for (let times = 1 + Math.floor(random() * 6); times > 0 && bytes.length > 0; times--) {
    const [from, length] = [at(), Math.floor(random() ** 4 * 2000)];
    const kind = Math.floor(random() * 6);
    if (kind === 0) bytes[from] = Math.floor(random() * 256);
    else if (kind === 1) bytes[from] = TELLING[Math.floor(random() * TELLING.length)] ?? 0;
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
    else if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from)]);
    else if (kind === 4)
      bytes = Buffer.concat([bytes.subarray(0, from), original.subarray(at(), at()), bytes.subarray(from)]);
    else if (random() < 0.3) bytes = bytes.subarray(0, from);
  }
  return bytes;
}

/** Bytes that mean something to one reader or another. */
const TELLING = [0x00, 0x09, 0x0a, 0x0d, 0x1b, 0x1d, 0x1e, 0x1f, ...Buffer.from('"$&,;<>/0459=@'), 0x83, 0xc6, 0xff];

/** A generator of numbers from 0 to 1 that gives the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Reads a damaged file by the reader of the sound one; a file may be refused, but only with a code and what to do. */
async function survive(sound: Buffer, damaged: Buffer, size: number): Promise<number> {
  const { read } = recognise(sound.subarray(0, SAMPLE), DEFAULT_MAPPING);
  let number = 0;
  try {
    for await (const batch of read(cut(damaged, size))) {
      for (const { place, record, rejection } of batch) {
        if (place.number !== number + 1) throw new Error(`Record ${place.number} follows record ${number}`);
        number = place.number;
        if (place.offset < 0 || place.offset + place.length > damaged.length)
          throw new Error('A place outside the file');
        if (rejection !== undefined && (rejection.message === '' || rejection.hint === ''))
          throw new Error('No reason');
        if (record !== undefined && record.localId === '') throw new Error('No number');
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return number;
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It hangs')), HANG);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

(there ? describe : describe.skip)('a reader of damaged files', () => {
  it.each(TEXTS)(
    '%s neither fails, hangs nor grows (%#)',
    async (format, sample) => {
      const sound = sample();
      expect(recognise(sound).format).toBe(format);
      expect(await survive(sound, sound, 4096)).toBeGreaterThan(3);
      const random = randomFrom(SEED);
      const before = process.memoryUsage.rss();
      for (let i = 0; i < CASES; i++) {
        const damaged = mutated(sound, random);
        const size = 1 + Math.floor(random() ** 3 * 9000);
        await within(survive(sound, damaged, Math.max(size, 16))).catch((error: unknown) => {
          throw new Error(`Case ${i} of seed ${SEED}: ${String(error)}`, { cause: error });
        });
      }
      expect(process.memoryUsage.rss() - before).toBeLessThan(GROWTH);
    },
    3_600_000,
  );

  it.each([
    ['gzip', () => gzipSync(start('goodbooks/books.csv'))],
    ['zip', () => zipOf({ 'a.csv': start('goodbooks/books.csv'), 'b.mrc': start('marc/evergreen_jazz_1k.mrc') })],
    [
      'xlsx',
      () => workbookOf({ Bezit: [['Titel', 'ISBN'], ...Array.from({ length: 50 }, (_, i) => [`Titel ${i}`, i])] }),
    ],
  ])(
    'of %s neither fails, hangs nor grows',
    async (_format, sample) => {
      const sound = sample();
      expect((await readDelivered(sound)).found.length).toBeGreaterThan(3);
      const random = randomFrom(SEED);
      const before = process.memoryUsage.rss();
      for (let i = 0; i < CASES / 10; i++) {
        const damaged = mutated(sound, random);
        await within(readDelivered(damaged)).catch((error: unknown) => {
          if (!(error instanceof Refusal))
            throw new Error(`Case ${i} of seed ${SEED}: ${String(error)}`, { cause: error });
        });
      }
      expect(process.memoryUsage.rss() - before).toBeLessThan(GROWTH);
    },
    3_600_000,
  );
});
