import type { Readable } from 'node:stream';
import { TaggedDocument } from '#libs/pdf';
import { writeWorkbook } from '#libs/spreadsheet';
import type { WordedReport } from './report-tables.ts';

/** In points, by the place of a table; `*` takes what is left of a landscape A4. */
const WIDTHS: readonly (readonly (number | '*')[])[] = [
  ['*', 76, 62, 62, 190, 52, 62, 58, 52],
  ['*', 110, 80, 80, 110],
  ['*', 90, 90, 62, 56, 70, 64, 90],
  ['*', 130, 52, 90, 190, 76],
];

export function reportAsPdf({ title, words, said, tables }: WordedReport): PDFKit.PDFDocument {
  const { locale, page } = words;
  return TaggedDocument.written({ title, locale, page }, async (document) => {
    for (const text of said) document.paragraph(text);
    for (const [place, { name, columns, rows }] of tables.entries()) {
      await document.heading(name);
      if (place === tables.length - 1 && rows.length > 0) document.paragraph(words.listed(rows.length));
      if (rows.length === 0) document.paragraph(words.none);
      else document.table({ columns, widths: WIDTHS[place] ?? [], rows: rows.map((row) => row.map(String)) });
    }
  });
}

export function reportAsWorkbook({ title, words, said, tables }: WordedReport): Readable {
  return writeWorkbook([
    { name: words.about, head: [title], rows: [said.map((text) => [text])] },
    ...tables.map(({ name, columns, rows }) => ({ name, head: columns, rows: [rows] })),
  ]);
}
