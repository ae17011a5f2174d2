import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type MarcField, marcRecord } from '#libs/marc';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../found.ts';
import { recognise } from '../recognise.ts';

const FIELDS: readonly MarcField[] = [
  ['001', 'NL1'],
  ['008', '820101s1982    ne a   j      000 1 dut d'],
  ['020', '  ', [['a', '0439023483 (pbk.)']]],
  [
    '072',
    ' 7',
    [
      ['a', '301'],
      ['2', 'nur'],
    ],
  ],
  [
    '245',
    '13',
    [
      ['a', 'De één & ander <aanslag> /'],
      ['c', 'Harry Mulisch.'],
    ],
  ],
  [
    '650',
    ' 7',
    [
      ['a', 'romans'],
      ['2', 'brinkman'],
    ],
  ],
  ['852', '  ', [['b', 'Centrum']]],
];

function xml(fields: readonly MarcField[], prefix = ''): string {
  const inner = fields.map(([tag, value, subfields]) =>
    subfields === undefined
      ? `<${prefix}controlfield tag="${tag}">${escaped(value)}</${prefix}controlfield>`
      : `<${prefix}datafield tag="${tag}" ind1="${value[0]}" ind2='${value[1]}'>
${subfields.map(([code, text]) => `<${prefix}subfield code="${code}">${escaped(text)}</${prefix}subfield>`).join('\n')}
</${prefix}datafield>`,
  );
  return `<${prefix}record>\n<${prefix}leader>00000nam a2200000 a 4500</${prefix}leader>\n${inner.join('\n')}\n</${prefix}record>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function numbered(id: string): string {
  return xml([['001', id], ...FIELDS.slice(1)]);
}

async function read(content: string | Buffer, size = 1 << 16): Promise<Found[]> {
  const bytes = Buffer.from(content as string);
  const { format, read: pieces } = recognise(bytes.subarray(0, 1 << 16));
  expect(format).toBe('marcxml');
  const found: Found[] = [];
  for await (const batch of pieces(cut(bytes, size))) found.push(...batch);
  return found;
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function binary(): Promise<Found['record']> {
  const found: Found[] = [];
  for await (const batch of recognise(marcRecord(FIELDS)).read(cut(marcRecord(FIELDS), 999))) found.push(...batch);
  return found[0]?.record;
}

const SRU = `<?xml version="1.0" encoding="UTF-8"?>
<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:records><srw:record><srw:recordData>
${xml(FIELDS, 'marc:')}
</srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>`;

const COLLECTION = `<?xml version="1.0"?>\n<!-- <record> is no root -->\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n${['1', '2', '3'].map(numbered).join('\n')}\n</collection>\n`;

describe('reading MARCXML', () => {
  it.each([
    ['a record by itself', xml(FIELDS)],
    ['with a byte order mark', `\ufeff<?xml version="1.0"?>${xml(FIELDS)}`],
    ['in a collection with a prefix', `<marc:collection xmlns:marc="x">${xml(FIELDS, 'marc:')}</marc:collection>`],
    ['in an SRU answer', SRU],
    ['in an OAI-PMH answer', `<OAI-PMH><record><header/><metadata>${xml(FIELDS)}</metadata></record></OAI-PMH>`],
    ['with character references', xml(FIELDS).replaceAll('é', '&#233;').replace('é', '&#xe9;')],
    [
      'with text in CDATA',
      xml(FIELDS).replace('De één &amp; ander &lt;aanslag>', '<![CDATA[De één & ander <aanslag>]]>'),
    ],
    ['in Latin-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml(FIELDS)}`, 'latin1')],
    ['with decomposed letters', xml(FIELDS).normalize('NFD')],
  ])('gives the same as ISO 2709, %s', async (_how, content) => {
    const found = await read(content);
    expect(found.map((it) => it.record)).toEqual([await binary()]);
    expect(found[0]?.record).toMatchObject({
      title: 'De één & ander <aanslag>',
      classifications: [
        { scheme: 'nur', notation: '301' },
        { scheme: 'brinkman', notation: 'romans' },
      ],
    });
  });

  it('gives the same whatever the pieces in which the file comes', async () => {
    const broken = COLLECTION.replace('</subfield>', '</subfeld>').replace(/<\/record>\s*<\/collection>/, '');
    for (const file of [COLLECTION, broken]) {
      const whole = await read(file);
      for (const size of [1, 2, 3, 7, 50, 1000]) expect(await read(file, size)).toEqual(whole);
    }
  });
});

describe('damaged MARCXML', () => {
  it('costs the record that it is in, which is kept as it was with its line', async () => {
    const file = COLLECTION.replace('0439023483 (pbk.)</subfield>', '0439023483 (pbk.)</subfeld>');
    const found = await read(file);
    expect(found.map((it) => it.record?.localId ?? it.rejection?.code)).toEqual(['xml.malformed', '2', '3']);
    expect(found[0]?.rejection?.message).toBe(
      'The XML is not well-formed at line 9: Unexpected close tag (record 1 at line 4)',
    );
    const { offset = 0, length = 0 } = found[0]?.place ?? {};
    expect(
      Buffer.from(file)
        .subarray(offset, offset + length)
        .toString(),
    ).toBe(numbered('1').replace('(pbk.)</subfield>', '(pbk.)</subfeld>'));
  });

  it('is told from what wraps a record when the end of one is missing', async () => {
    const found = await read(COLLECTION.replace('</record>', ''));
    expect(found.map((it) => it.record?.localId ?? it.rejection?.message)).toEqual([
      'The next record begins before the end of this one (record 1 at line 4)',
      '2',
      '3',
    ]);
  });

  it.each([
    ['within a record', COLLECTION.slice(0, -200), ['1', '2', 'xml.truncated']],
    ['between two', COLLECTION.slice(0, COLLECTION.lastIndexOf('<record>')), ['1', '2', 'xml.truncated']],
  ])('is reported where the file breaks off %s', async (_where, file, expected) => {
    const found = await read(file);
    expect(found.map((it) => it.record?.localId ?? it.rejection?.code)).toEqual(expected);
  });

  it('is one record too long when a record never ends, and takes no memory', async () => {
    const before = retained();
    let within = 0;
    const found: Found[] = [];
    const { read: pieces } = recognise(Buffer.from(COLLECTION));
    for await (const batch of pieces(endless(() => (within = retained())))) found.push(...batch);
    expect(found.map((it) => it.record?.localId ?? it.rejection?.code)).toEqual(['xml.too-long', 'after']);
    expect(within - before).toBeLessThan(10 * 1024 ** 2);
  });

  it('never throws, hangs or invents records, whatever is done to the bytes', async () => {
    const file = Buffer.from(COLLECTION);
    const { read: pieces } = recognise(file);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(file.length),
        async (edits, length) => {
          const damaged = Buffer.from(file);
          for (const [at, byte] of edits) damaged[at] = byte;
          const found: Found[] = [];
          for await (const batch of pieces(cut(damaged.subarray(0, length), 301))) found.push(...batch);
          expect(found.length).toBeLessThan(10);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Bytes that are in use once the garbage is gone. */
function retained(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** A hundred megabytes of one record; `late` is called when most of them are read. */
async function* endless(late: () => void): AsyncGenerator<Buffer> {
  yield Buffer.from('<collection><record><leader>x</leader>');
  for (let i = 0; i < 1600; i++) yield Buffer.alloc(1 << 16, '<a/>');
  late();
  yield Buffer.from(`</record>${numbered('after')}</collection>`);
}

it('refuses XML without records, saying what is understood', () => {
  expect(() => recognise(Buffer.from('<html><body/></html>'))).toThrow(
    expect.objectContaining({ code: 'file.unsupported', message: expect.stringContaining('MARCXML') }),
  );
});
