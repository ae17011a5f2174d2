export type CopyValue = string | number | boolean | null | undefined;
export type CopyRow = readonly CopyValue[];

/** A row as PostgreSQL's COPY reads it in text format, line end included. Arrays are given as array literals. */
export function copyLine(row: CopyRow): string {
  let text = '';
  for (let i = 0; i < row.length; i++) {
    if (i > 0) text += '\t';
    const value = row[i];
    text += value === null || value === undefined ? '\\N' : typeof value === 'string' ? escaped(value) : String(value);
  }
  return `${text}\n`;
}

const SPECIAL = /[\\\n\r\t\0]/;

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\0', '');
}
