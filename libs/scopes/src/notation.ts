import type { Scheme } from '#libs/contracts';

const FORMS: Partial<Record<Scheme, { form: RegExp; example: string }>> = {
  nbc: { form: /^\d{1,2}(\.\d{0,2})?$/, example: '24.50' },
  nur: { form: /^\d{1,3}$/, example: '301' },
  ddc: { form: /^\d{1,3}(\.\d*)?$/, example: '839.31' },
  siso: { form: /^\d{1,3}(\.\d*)?$/, example: '157.3' },
};

/**
 * What a notation compares by within its scheme: strings of this form sort as the scheme does, and a class starts with
 * the class above it. `839/.31` (DDC with its segmentation mark) and `839.31` are the same; SISO's shelf prefixes such as
 * `J` for youth say nothing of the subject.
 */
export function notationKey(scheme: Scheme, notation: string): string {
  const text = notation.trim();
  switch (scheme) {
    case 'nbc':
      return padded(text, 2);
    case 'nur':
      return text.padStart(3, '0');
    case 'ddc':
      return padded(text.replaceAll(/[/'’\s]/g, ''), 3);
    case 'siso':
      return padded(text.replace(/^[A-Za-z]+\s+/, ''), 3);
    case 'udc':
      return text.replaceAll(/\s/g, '');
    default:
      return text.toLowerCase();
  }
}

/** What a plan wrote in the place of a notation, of which scheme that is none, and one that is. */
export interface BoundMistake {
  readonly written: string;
  readonly scheme: string;
  readonly example: string;
}

/** Says what is wrong with a bound as a plan writes it, or nothing when it can be compared within its scheme. */
export function mistakeInBound(scheme: Scheme, bound: string): BoundMistake | null {
  const rule = FORMS[scheme];
  if (rule === undefined || rule.form.test(bound)) return null;
  return { written: bound, scheme: scheme.toUpperCase(), example: rule.example };
}

/** A bound keeps the digits it has: prefix `8` of DDC is the hundreds 800, not class 008. */
export function boundKey(scheme: Scheme, bound: string): string {
  const text = bound.trim();
  if (scheme === 'nbc' || scheme === 'nur' || scheme === 'ddc' || scheme === 'siso') return text.replace(/\.$/, '');
  return notationKey(scheme, text);
}

function padded(text: string, whole: number): string {
  const digits = /^\d+/.exec(text)?.[0];
  return digits === undefined || digits.length >= whole ? text : '0'.repeat(whole - digits.length) + text;
}
