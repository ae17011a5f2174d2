import type { Readable } from 'node:stream';
import { TaggedDocument } from '#libs/pdf';
import { writeWorkbook } from '#libs/spreadsheet';
import type { WordedReport } from './report-tables.ts';

export function reportAsPdf({ title, words, said, tables }: WordedReport): PDFKit.PDFDocument {
  const { locale, page } = words;
  return TaggedDocument.written({ title, locale, page }, async (document) => {
    for (const text of said) document.paragraph(text);
    for (const { name, lead, columns, widths, rows } of tables) {
      await document.heading(name);
      if (lead !== undefined && rows.length > 0) document.paragraph(lead);
      if (rows.length === 0) document.paragraph(words.none);
      else document.table({ columns, widths, rows: rows.map((row) => row.map(String)) });
    }
  });
}

export function reportAsWorkbook({ title, words, said, tables }: WordedReport): Readable {
  return writeWorkbook([
    { name: words.about, head: [title], rows: [said.map((text) => [text])] },
    ...tables.map(({ name, columns, rows }) => ({ name, head: columns, rows: [rows] })),
  ]);
}
