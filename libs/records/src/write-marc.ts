import { type MarcField, marcRecord } from '#libs/marc';
import type { Book, Copies } from './books.ts';

/** A book and what a library has of it as a MARC 21 record: DDC in 082, NBC in 084, one 852 for each copy; `also` is another ISBN. */
export function bookAsMarc(book: Book, held: Copies, branch: string, also: string | null = null): Buffer {
  return marcRecord(marcFieldsOf(book, held, branch, also));
}

function marcFieldsOf(book: Book, held: Copies, branch: string, also: string | null): MarcField[] {
  const fields: MarcField[] = [
    ['001', held.localId],
    ['003', branch],
    ['005', '20260105120000.0'],
    ['008', `260105s${book.year}    ne a   e      000 0 ${book.language} d`],
  ];
  for (const isbn of [book.isbn, also]) if (isbn !== null) fields.push(field('020', '  ', 'a', isbn));
  fields.push(field('040', '  ', 'a', branch, 'b', 'dut', 'e', 'rda'), field('041', '0 ', 'a', book.language));
  if (book.ddc !== null) fields.push(field('082', '04', 'a', book.ddc, '2', '23'));
  if (book.nbc !== null) fields.push(field('084', '  ', 'a', book.nbc, '2', 'nbc'));
  fields.push(
    field('100', '1 ', 'a', book.author, '4', 'aut'),
    titleOf(book),
    field('250', '  ', 'a', `${book.edition}e druk`),
    field('264', ' 1', 'a', `${book.place} :`, 'b', `${book.publisher},`, 'c', String(book.year)),
    field('300', '  ', 'a', `${book.pages} pagina's`),
    field('336', '  ', 'a', 'tekst', 'b', 'txt', '2', 'rdacontent'),
    field('337', '  ', 'a', 'zonder medium', 'b', 'n', '2', 'rdamedia'),
    field('338', '  ', 'a', 'band', 'b', 'nc', '2', 'rdacarrier'),
  );
  for (let copy = 1; copy <= held.copies; copy++) {
    fields.push(field('852', '  ', 'a', branch, 'p', `${held.localId}-${copy}`, 't', String(copy)));
  }
  return fields;
}

function titleOf({ title, subtitle }: Book): MarcField {
  return subtitle === null ? field('245', '10', 'a', title) : field('245', '10', 'a', `${title} :`, 'b', subtitle);
}

/** A field from codes and values in turn. */
function field(tag: string, indicators: string, ...codesAndValues: string[]): MarcField {
  const subfields: [string, string][] = [];
  for (let at = 0; at + 1 < codesAndValues.length; at += 2) {
    subfields.push([codesAndValues[at]!, codesAndValues[at + 1]!]);
  }
  return [tag, indicators, subfields];
}
