import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../found.ts';
import { type MappingChanges, mappingFrom } from '../mapping.ts';
import { recognise } from '../recognise.ts';

const PLAIN = `001A $00001:01-01-20
002@ $0Aau
003@ $0068309120
004A $00-439-02348-3
004A $0978-90-234-0764-1
010@ $adut
011@ $a1982
021A $aDe @aanslag$droman voor $$ 5
028A $dHarry$aMulisch
033A $pAmsterdam$nDe Bezige Bij
044Z $aTweede Wereldoorlog ; romans
045B $a301
045F $a839.31364
101@ $a20$bNL-0800010000
203@/01 $0100000001
209A/01 $fCentrum$aRoman MULI$du
203@/02 $0100000002
209A/02 $fOost$aRoman MULI$dz
237A/02 $avochtschade
101@ $a30$bNL-0800020000
203@/01 $0200000001
209A/01 $fHoofd$aMULI$da

003@ $0068309139
021A $aTweede
`;

const NORMALISED = PLAIN.trimEnd()
  .split('\n\n')
  .map((record) =>
    record
      .split('\n')
      .map((line) => `${written(line)}\u001e`)
      .join(''),
  )
  .join('\n')
  .concat('\n');

/** The same records in PICA XML, with a prefix. */
const XML = `<p:collection xmlns:p="info:srw/schema/5/picaXML-v1.0">
${NORMALISED.trimEnd()
  .split('\n')
  .map((record) => `<p:record>${record.split('\u001e').filter(Boolean).map(element).join('\n')}</p:record>`)
  .join('\n')}
</p:collection>`;

function element(field: string): string {
  const [heading = '', ...subfields] = field.split('\u001f');
  const [tag, occurrence] = heading.trim().split('/');
  const inner = subfields.map((it) => `<p:subfield code="${it[0]}">${it.slice(1)}</p:subfield>`).join('');
  return `<p:datafield tag="${tag}"${occurrence === undefined ? '' : ` occurrence="${occurrence}"`}>${inner}</p:datafield>`;
}

function written(line: string): string {
  return line.replaceAll('$$', '\u0000').replaceAll('$', '\u001f').replaceAll('\u0000', '$');
}

async function read(content: string | Buffer, changes?: MappingChanges, size = 1 << 16): Promise<Found[]> {
  const bytes = Buffer.from(content as string);
  const { format, read: pieces } = recognise(bytes.subarray(0, 1 << 16), mappingFrom(changes));
  expect(format).toBe(bytes[0] === 0x3c ? 'picaxml' : 'pica');
  const found: Found[] = [];
  for await (const batch of pieces(cut(bytes, size))) found.push(...batch);
  return found;
}

async function conditions(content: string | Buffer, changes?: MappingChanges): Promise<unknown> {
  return (await read(content, changes))[0]?.record?.items?.map(({ condition }) => condition);
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* endless(): AsyncGenerator<Buffer> {
  yield Buffer.from('003@ $0068309120\n');
  for (let i = 0; i < 3000; i++) yield Buffer.from('021A $aTitel\n'.repeat(1000));
}

describe.each([
  ['plain', PLAIN],
  ['with line ends of Windows', PLAIN.replaceAll('\n', '\r\n')],
  ['as WinIBW shows it', PLAIN.replaceAll('$$', '\u0000').replaceAll('$', 'ƒ').replaceAll('\u0000', '$')],
  ['normalised', NORMALISED],
  ['in XML', XML],
])('reading PICA+, %s', (_form, file) => {
  it('takes what matching and classification need, and the copies of everyone in the file', async () => {
    const found = await read(file);
    expect(found.map((it) => it.record?.localId)).toEqual(['068309120', '068309139']);
    expect(found[0]?.record).toMatchObject({
      identifiers: { ppn: ['068309120'], isbn: ['9780439023481'] },
      unmatched: ['978-90-234-0764-1'],
      title: 'De aanslag : roman voor $ 5',
      nonFiling: 3,
      contributor: 'Mulisch, Harry',
      year: 1982,
      publisher: 'De Bezige Bij',
      material: 'book',
      language: 'dut',
      form: 'fiction',
      classifications: [
        { scheme: 'brinkman', notation: 'Tweede Wereldoorlog ; romans' },
        { scheme: 'nur', notation: '301' },
        { scheme: 'ddc', notation: '839.31364' },
      ],
      copies: 2,
      extant: 1,
      onOrder: 1,
      items: [
        { id: '100000001', holder: 'NL-0800010000', branch: 'Centrum', shelfMark: 'Roman MULI', state: 'extant' },
        { id: '100000002', holder: 'NL-0800010000', branch: 'Oost', state: 'missing' },
        { id: '200000001', holder: 'NL-0800020000', branch: 'Hoofd', state: 'on-order' },
      ],
    });
  });

  it('takes the condition of a copy from the field that the source names, if any', async () => {
    expect(await conditions(file)).toEqual([null, null, null]);
    expect(await conditions(file, { pica: { condition: '237A $a' } })).toEqual([null, 'vochtschade', null]);
  });

  it('counts the copies of the libraries that the source names, by ILN or ISIL', async () => {
    const first = (await read(file, { pica: { libraries: ['NL-0800010000'] } }))[0]?.record;
    expect([first?.copies, first?.extant, first?.onOrder]).toEqual([2, 1, 0]);
    const second = (await read(file, { pica: { libraries: ['30'] } })).map((it) => it.record);
    expect(second.map((it) => [it?.copies, it?.onOrder])).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  it('reads branch, shelf mark and status where the source says they are', async () => {
    const pica = { branch: '209A $a', shelfMark: '209A $f', missing: ['U'], onOrder: [], withdrawn: ['Z'] };
    const record = (await read(file, { pica }))[0]?.record;
    expect(record).toMatchObject({ copies: 2, extant: 1, onOrder: 0 });
    expect(record?.items?.[0]).toMatchObject({ branch: 'Roman MULI', shelfMark: 'Centrum', state: 'missing' });
  });

  it('gives the same whatever the pieces in which the file comes', async () => {
    const whole = await read(file);
    for (const size of [1, 2, 3, 7, 64, 333]) expect(await read(file, undefined, size)).toEqual(whole);
  });
});

describe('damaged PICA+', () => {
  const damagedPlain = PLAIN.replace('010@ $adut', '010@ dut');

  it('costs the record that it is in, which is kept as it was with its line and PPN', async () => {
    const [found, next] = await read(damagedPlain);
    expect(found?.rejection).toMatchObject({ code: 'pica.field', localId: '068309120' });
    expect(found?.rejection?.message).toContain(
      "Line 6 is no PICA+ field: '010@ dut' (record 1 at line 1, PPN 068309120)",
    );
    expect(next?.record?.localId).toBe('068309139');
    const { offset = 0, length = 0 } = found?.place ?? {};
    expect(
      Buffer.from(damagedPlain)
        .subarray(offset, offset + length)
        .toString(),
    ).toBe(damagedPlain.slice(0, damagedPlain.indexOf('003@ $0068309139')));
  });

  it('is reported where a normalised file breaks off', async () => {
    const found = await read(Buffer.from(NORMALISED).subarray(0, -4));
    expect(found.map((it) => it.rejection?.code)).toEqual([undefined, 'pica.truncated']);
  });

  it('is reported where a field of a normalised record is none', async () => {
    const found = await read(NORMALISED.replace('010@ \u001fadut', '010 \u001fadut'));
    expect(found.map((it) => it.rejection?.code)).toEqual(['pica.field', undefined]);
    expect(found[0]?.rejection?.message).toContain("'010 ·adut' is no PICA+ field");
  });

  it('says of a record with nothing to match on which fields were looked for', async () => {
    const [found] = await read('010@ $adut\n011@ $a1982\n');
    expect(found?.rejection).toMatchObject({
      code: 'record.nothing-to-match',
      message: expect.stringContaining('021A'),
    });
  });

  it('is one record too long when no record ends, and takes no memory', async () => {
    const before = process.memoryUsage.rss();
    const { read: pieces } = recognise(Buffer.from(PLAIN));
    const found: Found[] = [];
    for await (const batch of pieces(endless())) found.push(...batch);
    expect(found.map((it) => it.rejection?.code)).toEqual(['pica.too-long']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 ** 2);
  });

  it('never throws, hangs or invents records, whatever is done to the bytes', async () => {
    const files = [PLAIN, NORMALISED].map((it) => Buffer.from(it));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 6 }),
        fc.nat(700),
        async (which, edits, length) => {
          const damaged = Buffer.from(files[which] ?? '');
          for (const [at, byte] of edits) damaged[at] = byte;
          const found: Found[] = [];
          const { read: pieces } = recognise(files[which] ?? Buffer.alloc(0));
          for await (const batch of pieces(cut(damaged.subarray(0, length), 97))) found.push(...batch);
          expect(found.length).toBeLessThan(20);
        },
      ),
      { numRuns: 300 },
    );
  });
});
