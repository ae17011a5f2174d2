import { isbn, isbnKey, isLossyNumber, ocnKey, ppnKey, Refusal, type TitleKey } from '#libs/kernel';

const PREFIXED = /^(ppn|ocn):\s*(.*)$/i;
const PPN = /^\d{4,16}[\dX]$/i;
const OCN = /^\d{1,16}$/;

/** The key that a title is matched by, read from what a person wrote: an ISBN, `ppn:` or `ocn:` with a number. */
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
  throw new Refusal(
    'identifier.invalid',
    kind === 'ppn'
      ? `'${written}' is not a PPN; write ppn: and its digits, the last of which may be an X`
      : `'${written}' is not an OCN; write ocn: and its digits`,
  );
}
