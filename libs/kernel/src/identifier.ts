import { isbn, isLossyNumber } from './isbn.ts';
import { normalise } from './normalise.ts';
import { Refusal } from './refusal.ts';
import { isbnKey, issnKey, ocnKey, ppnKey, type TitleKey, type Variant } from './title-key.ts';

const PREFIXED = /^(ppn|ocn|issn):\s*(.*)$/i;
const PPN = /^\d{4,16}[\dX]$/i;
const OCN = /^\d{1,16}$/;
const VARIANT = /^(.*?)(?:\s*\[([^[\]]*)\])?(?:\s+(\+e))?$/i;

/**
 * The key that a title is matched by, read from what a person wrote: an ISBN, `ppn:`, `ocn:` or `issn:` with a number.
 * A part of it stands behind that in brackets, and `+e` says that it is the electronic edition:
 * `9789021434049 [deel 2] +e`.
 */
export function keyOfIdentifier(written: string): TitleKey {
  const { number, variant } = variantIn(written);
  const prefixed = PREFIXED.exec(number);
  if (prefixed !== null) {
    return keyOfControlNumber(written, (prefixed[1] ?? '').toLowerCase(), prefixed[2] ?? '', variant);
  }
  const thirteen = isbn(number);
  if (thirteen !== null) return isbnKey(thirteen, variant);
  throw new Refusal(
    'identifier.invalid',
    isLossyNumber(written)
      ? `'${written}' is an ISBN of which a spreadsheet dropped the last digits; format the column as text and copy the ISBN again`
      : `'${written}' is not a valid ISBN (ten or thirteen digits, the last checks the others); write a PPN as ppn:123456789 and an OCN as ocn:123456789`,
  );
}

/** An identifier as `keyOfIdentifier` reads it, of a part or an electronic edition. */
export function withVariant(identifier: string, { part = '', electronic = false }: Variant): string {
  return `${identifier}${part === '' ? '' : ` [${part}]`}${electronic ? ' +e' : ''}`;
}

/** What `withVariant` put together. */
export function variantIn(identifier: string): { number: string; variant: Variant } {
  const [, number = identifier, part = '', electronic] = VARIANT.exec(identifier.trim()) ?? [];
  return { number, variant: { part: normalise(part), electronic: electronic !== undefined } };
}

function keyOfControlNumber(written: string, kind: string, digits: string, variant: Variant): TitleKey {
  const number = digits.trim();
  if (kind === 'ppn' && PPN.test(number)) return ppnKey(number, variant);
  if (kind === 'ocn' && OCN.test(number)) return ocnKey(number, variant);
  if (kind === 'issn' && isIssn(number)) return issnKey(number, variant);
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
