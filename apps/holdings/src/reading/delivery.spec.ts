import { gzipSync } from 'node:zlib';
import { marcRecord } from '#libs/marc';
import { zipOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import { readDelivered } from '../../test/delivering.ts';

const LIST = Buffer.from('id;titel\n1;Een\nfout\n2;Twee\n');
const OTHER = Buffer.from('id;titel\n3;Drie\nook fout\n');
const MARC = marcRecord([
  ['001', 'm'],
  ['245', '00', [['a', 'Marc']]],
]);

async function ids(content: Uint8Array): Promise<(string | undefined)[]> {
  return (await readDelivered(content)).found.map((it) => it.record?.localId);
}

describe('reading a delivery', () => {
  it.each([
    ['as it is', LIST],
    ['in gzip', gzipSync(LIST)],
    ['in two gzip files put together', Buffer.concat([gzipSync(LIST.subarray(0, 12)), gzipSync(LIST.subarray(12))])],
    ['in zip', zipOf({ 'lijst.csv': LIST })],
    ['in gzip inside zip', zipOf({ 'lijst.csv.gz': gzipSync(LIST) })],
    ['in zip inside gzip', gzipSync(zipOf({ 'lijst.csv': LIST }))],
    ['in zip beside what a Mac adds', zipOf({ 'map/': '', 'map/lijst.csv': LIST, '__MACOSX/map/._lijst.csv': 'x' })],
  ])('finds the same %s', async (_how, content) => {
    const read = await readDelivered(content);
    expect(read.found.map((it) => it.record?.localId)).toEqual(['1', undefined, '2']);
    expect(read).toMatchObject({ format: 'csv', header: 'id;titel\n', originals: ['fout\n'] });
    expect(read.found[1]?.place).toMatchObject({ number: 2, line: 3 });
  });

  it('numbers several files through, and names the one in which something is wrong', async () => {
    const read = await readDelivered(zipOf({ 'a.csv': LIST, 'leeg.csv': '', 'b.csv': OTHER, 'c.mrc': MARC }));
    expect(read.found.map((it) => [it.place.number, it.record?.localId])).toEqual([
      [1, '1'],
      [2, undefined],
      [3, '2'],
      [4, '3'],
      [5, undefined],
      [6, 'm'],
    ]);
    expect(read).toMatchObject({ format: 'csv+marc21', header: null, originals: ['fout\n', 'ook fout\n'] });
    expect(read.found[4]?.rejection?.message).toMatch(/^b\.csv: Line 3 has/);
  });

  it('keeps the column names when every list has the same', async () => {
    expect((await readDelivered(zipOf({ 'a.csv': LIST, 'b.csv': OTHER }))).header).toBe('id;titel\n');
  });

  it('takes an empty file in a zip for nothing', async () => {
    expect(await ids(zipOf({ 'leeg.csv': '' }))).toEqual([]);
  });
});

describe('refusing a packed file', () => {
  const zip = zipOf({ 'lijst.csv': LIST });

  it.each([
    ['gzip that breaks off', gzipSync(LIST).subarray(0, -6), 'archive.truncated'],
    ['gzip that is damaged', damaged(gzipSync(LIST), 20), 'archive.damaged'],
    ['a zip that breaks off', zip.subarray(0, -10), 'archive.truncated'],
    ['a zip that is damaged', damaged(zip, 45), 'archive.damaged'],
    ['a zip with a password', damaged(damaged(zip, 6, 1), zip.indexOf('PK\u0001\u0002') + 8, 1), 'archive.encrypted'],
    ['a zip in a zip in a zip', zipOf({ a: zipOf({ b: zip }) }), 'archive.nested'],
    ['a zip with nothing in it', zipOf({}), 'archive.empty'],
    ['a zip with a picture in it', zipOf({ 'foto.png': Buffer.from([9, 0, 1, 2]) }), 'file.binary'],
  ])('%s', async (_what, content, code) => {
    await expect(readDelivered(content)).rejects.toMatchObject({ code });
  });

  it('a bomb, by what it grows to and by how much it grows', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 ** 2, 'bom;titel\n'));
    await expect(readDelivered(bomb)).rejects.toMatchObject({ code: 'archive.bomb' });
    const limits = { bytes: 100_000, ratio: 200 };
    await expect(readDelivered(bomb, { limits })).rejects.toMatchObject({ code: 'archive.too-large' });
    await expect(readDelivered(zipOf({ bomb }), { limits })).rejects.toMatchObject({ code: 'archive.too-large' });
  });

  it('names the file in the zip that is not understood', async () => {
    const content = zipOf({ 'a.csv': LIST, 'lees mij.pdf': '%PDF-1.7' });
    await expect(readDelivered(content)).rejects.toMatchObject({
      code: 'file.unsupported',
      message: expect.stringContaining("In 'lees mij.pdf': "),
    });
  });
});

/** The bytes with one of them changed, or set. */
function damaged(bytes: Buffer, at: number, value?: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value ?? (copy[at] ?? 0) ^ 0xff;
  return copy;
}
