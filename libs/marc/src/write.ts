/** A field of a MARC 21 record: its tag, and its value (control field) or indicators and subfields. */
export type MarcField =
  | readonly [tag: string, value: string]
  | readonly [tag: string, indicators: string, subfields: readonly (readonly [code: string, value: string])[]];

/** Writes one MARC 21 record as ISO 2709 in UTF-8. */
export function marcRecord(fields: readonly MarcField[], recordType = 'am'): Buffer {
  let directory = '';
  let data = '';
  let at = 0;
  for (const field of fields) {
    const content = contentOf(field);
    const length = Buffer.byteLength(content);
    directory += field[0] + String(length).padStart(4, '0') + String(at).padStart(5, '0');
    data += content;
    at += length;
  }
  const base = 24 + directory.length + 1;
  const total = base + at + 1;
  const leader = `${String(total).padStart(5, '0')}n${recordType} a22${String(base).padStart(5, '0')} i 4500`;
  return Buffer.from(`${leader}${directory}\u001e${data}\u001d`);
}

function contentOf(field: MarcField): string {
  if (field.length === 2) return `${field[1]}\u001e`;
  let content = field[1];
  for (const [code, value] of field[2]) content += `\u001f${code}${value}`;
  return `${content}\u001e`;
}
