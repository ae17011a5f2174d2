import { isbnOf } from '#libs/records';
import { type Cell, workbookOf, zipOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import { readDelivered } from '../../../test/delivering.ts';

const HEADER: Cell[] = ['ISBN', 'Titel', 'Jaar', 'Exemplaren', 'Uitgever'];
const ISBN = isbnOf(1);

const BOOKS = workbookOf({
  Uitleg: [['Dit blad legt uit'], ['hoe de lijst werkt']],
  Bezit: [
    [],
    HEADER,
    [Number(ISBN), 'De "aanslag", roman\nuit & over 1945', 1982, 3, { inline: 'De Bezige Bij' }],
    [],
    [{ number: '9.7804390234799996E+12', style: 0 }, 'Met een komma te veel', null, 1],
    [9_780_000_000_000, 'Afgerond door Excel', 1999, 1],
    ['9,78E+12', 'Afgerond, als tekst', 1999, 1],
    [null, 'Met een datum', { number: '30000', style: 1 }, 2],
    [null, 'Veel', 1999, 'veel'],
  ],
});

describe('reading an Excel workbook', () => {
  it('takes the first sheet that tells titles, with numbers, texts and dates as the spreadsheet shows them', async () => {
    const { format, header, found } = await readDelivered(BOOKS);
    expect([format, header]).toEqual(['xlsx', 'ISBN,Titel,Jaar,Exemplaren,Uitgever\n']);
    expect(found[0]?.record).toMatchObject({
      identifiers: { isbn: [ISBN] },
      title: 'De "aanslag", roman uit & over 1945',
      year: 1982,
      copies: 3,
      publisher: 'De Bezige Bij',
    });
    expect(found[4]?.record).toMatchObject({ title: 'Met een datum', year: 1982, copies: 2 });
  });

  it('explains, row by row as the spreadsheet numbers them, which numbers Excel ruined', async () => {
    const { found, originals } = await readDelivered(BOOKS);
    const rejected = found.filter((it) => it.rejection !== undefined);
    expect(rejected.map((it) => [it.place.line, it.rejection?.code])).toEqual([
      [6, 'csv.lossy-number'],
      [7, 'csv.lossy-number'],
      [9, 'csv.count'],
    ]);
    expect(rejected[0]?.rejection?.message).toBe(
      "Line 6: isbn '9.78E+12' was rounded by a spreadsheet: its last digits are gone for good",
    );
    expect(originals).toEqual([
      '9.78E+12,"Afgerond door Excel",1999,1,\n',
      '"9,78E+12","Afgerond, als tekst",1999,1,\n',
      ',Veel,1999,veel,\n',
    ]);
  });

  it('takes what is mended of the rejected rows, as they were given back', async () => {
    const { header, originals } = await readDelivered(BOOKS);
    const mended = `${header}${originals.join('').replace('9.78E+12', ISBN)}`;
    const { found } = await readDelivered(Buffer.from(mended));
    expect(found[0]?.record).toMatchObject({ title: 'Afgerond door Excel', identifiers: { isbn: [ISBN] } });
  });

  it('passes over hidden sheets, and reads a workbook inside a zip', async () => {
    const book = workbookOf({ Oud: [['Titel'], ['Oud']], Nieuw: [['Titel'], ['Nieuw']] }, ['Oud']);
    const { format, found } = await readDelivered(zipOf({ 'bezit.xlsx': book, 'meer.csv': 'titel\nCsv\n' }));
    expect([format, found.map((it) => it.record?.title)]).toEqual(['xlsx+csv', ['Nieuw', 'Csv']]);
  });

  it('names what is on the first row when that tells no titles', async () => {
    await expect(readDelivered(workbookOf({ Blad1: [['naam', 'prijs']] }))).rejects.toMatchObject({
      code: 'csv.columns-missing',
      message: expect.stringContaining('naam, prijs'),
    });
  });

  it.each([
    ['with nothing in it', workbookOf({ Blad1: [] }), 'xlsx.empty'],
    ['that is damaged', zipOf({ 'xl/workbook.xml': '<workbook><sheets></workbook>' }), 'xlsx.damaged'],
    ['of which the end is missing', BOOKS.subarray(0, -30), 'archive.truncated'],
  ])('refuses one %s', async (_what, content, code) => {
    await expect(readDelivered(content)).rejects.toMatchObject({ code });
  });

  it('numbers many rows as the spreadsheet does', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at): Cell[] => [`Titel ${at}`, at]);
    const book = workbookOf({ Bezit: [['Titel', 'Id'], ...rows] });
    const { found } = await readDelivered(book);
    expect([found.length, found.at(-1)?.record?.localId, found.at(-1)?.place.line]).toEqual([20_000, '19999', 20_001]);
  });
});
