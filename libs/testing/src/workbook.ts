import { zipOf } from './zip.ts';

/** A cell: text, a number, or a number as the workbook writes it with the style that it is shown in. */
export type Cell =
  | string
  | number
  | { readonly number: string; readonly style: number }
  | { readonly inline: string }
  | null;

/** An Excel workbook with these sheets; style 1 is a date. Texts are shared, as Excel does. */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  hidden: readonly string[] = [],
): Buffer {
  const texts: string[] = [];
  const names = Object.keys(sheets);
  const parts = names.map(
    (name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetOf(sheets[name] ?? [], texts)] as const,
  );
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(parts),
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si><r><t>${escaped(text)}</t></r><rPh><t>x</t></rPh></si>`).join('')}</sst>`,
  });
}

function sheetOf(rows: readonly (readonly Cell[])[], texts: string[]): string {
  const written = rows.map((cells, row) => {
    const inner = cells.map((cell, column) => cellOf(cell, `${String.fromCharCode(65 + column)}${row + 1}`, texts));
    return inner.every((it) => it === '') ? '' : `<row r="${row + 1}">${inner.join('')}</row>`;
  });
  return `<worksheet><sheetData>${written.join('\n')}</sheetData></worksheet>`;
}

function cellOf(cell: Cell, reference: string, texts: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${texts.push(cell) - 1}</v></c>`;
  if ('inline' in cell) return `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
  return `<c r="${reference}" s="${cell.style}"><v>${cell.number}</v></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
