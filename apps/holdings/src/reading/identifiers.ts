/** PPN: digits, the last of which may be `X`. Gives `null` for what cannot be one. */
export function ppn(text: string): string | null {
  const found = /^\s*(?:\(?(?:NL-LeOCL|PPN)\)?[:\s]*)?(\d{6,11}[\dXx])\s*$/.exec(text);
  return found?.[1]?.toUpperCase() ?? null;
}

/** OCLC control number without its prefixes (`(OCoLC)`, `ocm`, `ocn`, `on`) and leading zeros. */
export function ocn(text: string): string | null {
  const found = /^\s*(?:\(OCoLC\))?\s*(?:ocm|ocn|on)?0*(\d{1,14})\s*$/i.exec(text);
  return found?.[1] ?? null;
}

/** ISSN with a valid check digit, as eight characters without the hyphen. */
export function issn(text: string): string | null {
  const found = /^\s*(?:ISSN\s*)?(\d{4})-?(\d{3}[\dXx])\s*$/.exec(text);
  if (found === null) return null;
  const written = `${found[1]}${found[2]}`.toUpperCase();
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += (8 - i) * (written[i] === 'X' ? 10 : Number(written[i]));
  return sum % 11 === 0 ? written : null;
}

/** ISMN as 13 digits; the older form (`M` and nine digits) becomes `9790…`. */
export function ismn(text: string): string | null {
  const written = text.replaceAll(/[\s-]/g, '').toUpperCase().replace(/^ISMN/, '');
  const digits = /^M\d{9}/.test(written) ? `9790${written.slice(1, 10)}` : (/^9790\d{9}/.exec(written)?.[0] ?? '');
  if (digits === '') return null;
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0 ? digits : null;
}

export function yearOf(text: string): number | null {
  const found = /(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/.exec(text);
  return found === null ? null : Number(found[1]);
}
