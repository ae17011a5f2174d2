import { isbn, isbnKey, isLossyNumber, issnKey, ocnKey, ppnKey, Refusal, type TitleKey } from '#libs/kernel';

const PREFIXED = /^(ppn|ocn|issn):\s*(.*)$/i;
const PPN = /^\d{4,16}[\dX]$/i;
const OCN = /^\d{1,16}$/;

/** The key that a title is matched by, read from what a person wrote: an ISBN, `ppn:`, `ocn:` or `issn:` with a number. */
export function keyOfIdentifier(written: string): TitleKey {
  const prefixed = PREFIXED.exec(written.trim());
  if (prefixed !== null) return keyOfControlNumber(written, (prefixed[1] ?? '').toLowerCase(), prefixed[2] ?? '');
  const thirteen = isbn(written);
  if (thirteen !== null) return isbnKey(thirteen);
  throw new Refusal(
    'identifier.invalid',
    isLossyNumber(written)
      ? `'${written}' is an ISBN of which a spreadsheet dropped the last digits; format the column as text and copy the ISBN again`
      : `'${written}' is not a valid ISBN (ten or thirteen digits, the last checks the others); write a PPN as ppn:123456789 and an OCN as ocn:123456789`,
  );
}

function keyOfControlNumber(written: string, kind: string, digits: string): TitleKey {
  const number = digits.trim();
  if (kind === 'ppn' && PPN.test(number)) return ppnKey(number);
  if (kind === 'ocn' && OCN.test(number)) return ocnKey(number);
  if (kind === 'issn' && isIssn(number)) return issnKey(number);
  throw new Refusal(
    'identifier.invalid',
    kind === 'ppn'
      ? `'${written}' is not a PPN; write ppn: and its digits, the last of which may be an X`
      : kind === 'issn'
        ? `'${written}' is not a valid ISSN (eight characters, the last checks the others); write it as issn:0317-8471`
        : `'${written}' is not an OCN; write ocn: and its digits`,
  );
}

/** The last character of an ISSN checks the others (ISO 3297). */
export function isIssn(text: string): boolean {
  const digits = text.replaceAll('-', '').toUpperCase();
  if (!/^\d{7}[\dX]$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += (8 - i) * (digits[i] === 'X' ? 10 : digits.charCodeAt(i) - 48);
  return sum % 11 === 0;
}
