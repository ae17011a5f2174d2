import { marcRecord } from '#libs/marc';
import { type Book, bookAsCsv, bookAsMarc, type Copies, CSV_COLUMNS, csvLine } from '#libs/records';

/** Records as they come in real deliveries and cannot be taken in: each counts for one rejection. */
export function marcMistakes(book: Book, { localId, copies }: Copies, branch: string): Buffer[] {
  const astray = bookAsMarc(book, { localId: `X${localId}`, copies }, branch);
  // The directory says that the title (245) ends far beyond the record.
  astray.write('9999', astray.indexOf('245', 24) + 3);
  const nameless = marcRecord([
    ['001', `Y${localId}`],
    ['852', '  ', [['a', branch]]],
  ]);
  return [astray, nameless];
}

export function csvMistakes(book: Book, { localId, copies }: Copies): string[] {
  return [
    // A spreadsheet rounded the ISBN.
    bookAsCsv({ ...book, isbn: '9.789E+12' }, { localId: `X${localId}`, copies }),
    bookAsCsv(book, { localId: `Y${localId}`, copies }).replace(/,\d+\n$/, ',veel\n'),
    csvLine(CSV_COLUMNS.map((column) => (column === 'id' ? `Z${localId}` : ''))),
  ];
}
