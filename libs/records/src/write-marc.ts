import type { Book, Copies } from './books.ts';
import { type MarcField, marcRecord } from './marc.ts';

/** A book and what a library has of it as a MARC 21 record: NBC in 084, one 852 for each copy. */
export function bookAsMarc(book: Book, held: Copies, branch: string): Buffer {
  return marcRecord(marcFieldsOf(book, held, branch));
}

export function marcFieldsOf(book: Book, held: Copies, branch: string): MarcField[] {
  const fields: MarcField[] = [
    ['001', held.localId],
    ['003', branch],
    ['005', '20260105120000.0'],
    ['008', `260105s${book.year}    ne a   e      000 0 ${book.language} d`],
    ['020', '  ', [['a', book.isbn]]],
    [
      '040',
      '  ',
      [
        ['a', branch],
        ['b', 'dut'],
        ['e', 'rda'],
      ],
    ],
    ['041', '0 ', [['a', book.language]]],
    [
      '084',
      '  ',
      [
        ['a', book.nbc],
        ['2', 'nbc'],
      ],
    ],
    [
      '100',
      '1 ',
      [
        ['a', book.author],
        ['4', 'aut'],
      ],
    ],
    [
      '245',
      '10',
      book.subtitle === null
        ? [['a', book.title]]
        : [
            ['a', `${book.title} :`],
            ['b', book.subtitle],
          ],
    ],
    ['250', '  ', [['a', `${book.edition}e druk`]]],
    [
      '264',
      ' 1',
      [
        ['a', `${book.place} :`],
        ['b', `${book.publisher},`],
        ['c', String(book.year)],
      ],
    ],
    ['300', '  ', [['a', `${book.pages} pagina's`]]],
    [
      '336',
      '  ',
      [
        ['a', 'tekst'],
        ['b', 'txt'],
        ['2', 'rdacontent'],
      ],
    ],
    [
      '337',
      '  ',
      [
        ['a', 'zonder medium'],
        ['b', 'n'],
        ['2', 'rdamedia'],
      ],
    ],
    [
      '338',
      '  ',
      [
        ['a', 'band'],
        ['b', 'nc'],
        ['2', 'rdacarrier'],
      ],
    ],
  ];
  for (let copy = 1; copy <= held.copies; copy++) {
    fields.push([
      '852',
      '  ',
      [
        ['a', branch],
        ['p', `${held.localId}-${copy}`],
        ['t', String(copy)],
      ],
    ]);
  }
  return fields;
}
