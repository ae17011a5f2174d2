import { isbnOf } from '#libs/records';
import { describe, expect, it } from '@jest/globals';
import { readDelivered } from '../../../test/delivering.ts';

const NAMES = ['publication_title', 'print_identifier', 'online_identifier', 'title_url', 'title_id'];
const [PRINT, ONLINE] = [isbnOf(1), isbnOf(2)];

function list(names: readonly string[], ...lines: string[][]): Buffer {
  return Buffer.from([names, ...lines].map((line) => `${line.join('\t')}\n`).join(''));
}

async function first(names: readonly string[], ...line: string[]): Promise<unknown> {
  const { format, found } = await readDelivered(list(names, line));
  expect(format).toBe('kbart');
  return found[0]?.record ?? found[0]?.rejection;
}

describe('reading KBART', () => {
  it('takes a monograph as an electronic manifestation, known by its online identifier', async () => {
    expect(
      await first(
        [
          ...NAMES,
          'publisher_name',
          'date_monograph_published_online',
          'monograph_volume',
          'monograph_edition',
          'publication_type',
        ],
        'The Book',
        PRINT,
        ONLINE,
        'https://x',
        'id-1',
        'Press',
        '2013-08-05 00:00:00',
        '3',
        '0',
        'Monograph',
      ),
    ).toMatchObject({
      localId: 'id-1',
      identifiers: { isbn: [ONLINE], issn: [] },
      title: 'The Book',
      nonFiling: 4,
      publisher: 'Press',
      year: 2013,
      part: '3',
      edition: null,
      material: 'e-book',
      electronic: true,
      copies: 1,
      warnings: [],
    });
  });

  it('lets the print identifier stand in where there is no other', async () => {
    expect(await first(NAMES, 'Book', PRINT, '', '', '')).toMatchObject({
      localId: PRINT,
      identifiers: { isbn: [PRINT] },
    });
  });

  it('knows a serial by its ISSN', async () => {
    expect(await first(NAMES, 'Circulation', '0009-7330', '1524-4571', '', '')).toMatchObject({
      identifiers: { isbn: [], issn: ['15244571'] },
      material: 'serial',
    });
  });

  it('takes columns in any order, with those that vendors add, and lines without the empty ones at the end', async () => {
    const names = ['\ufeffonline_identifier', 'vendor_code', 'Publication_Title', 'title_id', 'notes'];
    expect(await first(names, ONLINE, 'x', 'Book')).toMatchObject({ identifiers: { isbn: [ONLINE] }, title: 'Book' });
  });

  it('explains a number that a spreadsheet rounded, and a line that breaks off before its identifiers', async () => {
    expect(await first(NAMES, 'Book', '', '9.78E+12', '', '')).toMatchObject({ code: 'csv.lossy-number' });
    expect(await first(NAMES, 'Book')).toMatchObject({ code: 'csv.ragged' });
    expect(await first(NAMES, '', '', 'x', '', '')).toMatchObject({ code: 'record.nothing-to-match' });
  });
});
