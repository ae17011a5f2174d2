const BARE = /^\d{13}$/;

/** ISBN-13 as 13 digits without hyphens. */
export type Isbn = string;

/**
 * Reads an ISBN-10 or ISBN-13, hyphens and a trailing qualifier such as `(pbk.)` allowed, and gives its 13-digit form.
 * Gives `null` when the check digit (ISO 2108) is wrong or it is no ISBN at all: such a value is kept but not matched on.
 */
export function isbn(text: string): Isbn | null {
  const digits = BARE.test(text) ? text : digitsIn(text);
  if (digits === undefined) return null;
  if (digits.length === 10) {
    return tenIsValid(digits) ? withCheckDigit(`978${digits.slice(0, 9)}`) : null;
  }
  if (!digits.startsWith('978') && !digits.startsWith('979')) return null;
  return withCheckDigit(digits.slice(0, 12)) === digits ? digits : null;
}

function digitsIn(text: string): string | undefined {
  const found =
    /^\s*(?:ISBN[-: ]*)?((?:\d[-\u2010-\u2015 ]?){9}(?:(?:\d[-\u2010-\u2015 ]?){3}\d|[\dXx]))(?![\dXx])/.exec(text);
  return found?.[1]?.replaceAll(/[^\dXx]/g, '').toUpperCase();
}

/** Spreadsheets turn an ISBN into `9.78904E+12` and lose its last digits for good. */
export function isLossyNumber(text: string): boolean {
  return /^\s*\d(?:[.,]\d+)?E\+?\d{1,2}\s*$/i.test(text);
}

function tenIsValid(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += (10 - i) * (digits[i] === 'X' ? 10 : digits.charCodeAt(i) - 48);
  return sum % 11 === 0;
}

function withCheckDigit(twelve: string): Isbn {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += (twelve.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return twelve + String((10 - (sum % 10)) % 10);
}
