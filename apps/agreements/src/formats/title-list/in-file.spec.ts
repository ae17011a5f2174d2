import { workbookOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import type { ListedTitle } from '../../model/listed-title.ts';
import { titlesInFile } from './in-file.ts';

const ISBN = '9780306406157';
const PLAIN = { title: null, facets: null };

function read(content: Buffer | string, most = 100): Promise<ListedTitle[]> {
  return titlesInFile(Buffer.from(content as string), most);
}

describe('a list of titles as text', () => {
  it('has an identifier on each line, with the title after it', async () => {
    const text = `${ISBN}\n\n978-0-306-40615-7 Information theory\r\nISBN 0-306-40615-2; De aanslag\nppn:123456789 Max Havelaar`;
    await expect(read(text)).resolves.toEqual([
      { line: 1, identifier: ISBN, ...PLAIN },
      { line: 3, identifier: '978-0-306-40615-7', title: 'Information theory', facets: null },
      { line: 4, identifier: 'ISBN 0-306-40615-2', title: 'De aanslag', facets: null },
      { line: 5, identifier: 'ppn:123456789', title: 'Max Havelaar', facets: null },
    ]);
  });

  it('keeps a line that has no identifier, for the check to say so', async () => {
    await expect(read(`${ISBN}\nMax Havelaar`)).resolves.toContainEqual({
      line: 2,
      identifier: 'Max Havelaar',
      ...PLAIN,
    });
  });

  it('does not take a year behind an ISBN for a part of it', async () => {
    await expect(read(`${ISBN} 1984`)).resolves.toEqual([{ line: 1, identifier: ISBN, title: '1984', facets: null }]);
  });

  it.each([
    ['', 'list.empty'],
    ['\n \n', 'list.empty'],
  ])('is refused when there is nothing in it: %j', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it('is refused beyond the number of titles', async () => {
    await expect(read(`${ISBN}\n${ISBN}\n${ISBN}`, 2)).rejects.toMatchObject({
      code: 'list.too-large',
      parameters: { most: 2 },
    });
  });
});

describe('a list of titles as CSV', () => {
  it.each([
    ['semicolons', `\uFEFFTitel;ISBN;NUR;Taal\n"De aanslag; roman";${ISBN};301;nl\n`],
    ['commas', `Titel,EAN,nur,taal\n"De aanslag; roman",${ISBN},301,dut\n`],
    ['tabs', `titel\tisbn13\tNUR-code\ttaalcode\nDe aanslag; roman\t${ISBN}\t301\tdut\n`],
  ])('finds its columns by their names, divided by %s', async (_what, text) => {
    await expect(read(text)).resolves.toEqual([
      {
        line: 2,
        identifier: ISBN,
        title: 'De aanslag; roman',
        facets: {
          material: 'book',
          language: 'dut',
          audience: 'adult',
          classifications: [{ scheme: 'nur', notation: '301' }],
        },
      },
    ]);
  });

  it('takes a PPN where there is no ISBN, and passes over lines with neither', async () => {
    await expect(read(`isbn;ppn\n;123456789\n;\n${ISBN};123456789\n`)).resolves.toMatchObject([
      { line: 2, identifier: 'ppn:123456789' },
      { line: 4, identifier: ISBN },
    ]);
  });

  it('may be UTF-16, as spreadsheets save Unicode text', async () => {
    const content = Buffer.from(`\uFEFFISBN\tTitel\r\n${ISBN}\tDe aanslag\r\n`, 'utf16le');
    await expect(read(content)).resolves.toMatchObject([{ line: 2, identifier: ISBN, title: 'De aanslag' }]);
  });
});

describe('a list of titles as a workbook', () => {
  it('is the first sheet that names a column with identifiers; numbers stay what they are', async () => {
    const book = workbookOf({
      Uitleg: [['Dit blad legt uit']],
      Lijst: [
        ['Titel', 'ISBN'],
        ['De aanslag', Number(ISBN)],
        [null, 9_780_000_000_000],
      ],
    });
    await expect(read(book)).resolves.toEqual([
      { line: 2, identifier: ISBN, title: 'De aanslag', facets: null },
      { line: 3, identifier: '9.78E+12', ...PLAIN },
    ]);
  });

  it('may be one column of ISBNs without a name', async () => {
    const book = workbookOf({ Blad1: [[Number(ISBN)], ['ppn:123456789']] });
    await expect(read(book)).resolves.toMatchObject([
      { line: 1, identifier: ISBN },
      { line: 2, identifier: 'ppn:123456789' },
    ]);
  });

  it('is refused when its end is missing', async () => {
    const book = workbookOf({ Blad1: [['ISBN'], [ISBN]] });
    await expect(read(book.subarray(0, -30))).rejects.toMatchObject({ code: 'archive.truncated' });
  });
});
