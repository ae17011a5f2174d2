import type { MarcField } from '../write.ts';

/** What stands before and after the records of a file. */
export const XML_START =
  '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n';
export const XML_END = '</collection>\n';

/** Writes one MARC 21 record as MARCXML. <https://www.loc.gov/standards/marcxml/> */
export function marcXmlRecord(fields: readonly MarcField[], recordType = 'am'): string {
  const leader = `<leader>00000n${recordType} a2200000 i 4500</leader>`;
  return `<record>${leader}${fields.map(fieldOf).join('')}</record>\n`;
}

function fieldOf(field: MarcField): string {
  const [tag, value] = field;
  if (field.length === 2) return `<controlfield tag="${escaped(tag)}">${escaped(value)}</controlfield>`;
  const subfields = field[2].map(([code, text]) => `<subfield code="${escaped(code)}">${escaped(text)}</subfield>`);
  const [one = ' ', two = ' '] = value;
  return `<datafield tag="${escaped(tag)}" ind1="${escaped(one)}" ind2="${escaped(two)}">${subfields.join('')}</datafield>`;
}

/** Control characters cannot be told in XML 1.0, so that they are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, (it) => (it >= '\u0080' || '\t\n\r'.includes(it) ? it : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
