import { expect, it } from '@jest/globals';
import { decodeMarc8 } from './marc8.ts';

it.each([
  ['acute before its letter', 'Caf\u00e2e', 'Café'],
  ['diaeresis', 'Re\u00e8is', 'Reïs'],
  ['two diacritics on one letter', 'Vi\u00e3\u00f2et', 'Việt'],
  ['letters of their own', '\u00b2re \u00c7', 'øre ß'],
  ['subscript by an escape, and back', 'H\u001bb2\u001bsO', 'H₂O'],
  ['an escape to basic Latin', '\u001b(Babc', 'abc'],
])('decodes %s', (_what, bytes, text) => {
  expect(decodeMarc8(bytes)).toEqual({ text, unknown: false });
});

it('replaces what is in another script, and says so', () => {
  expect(decodeMarc8('\u001b(Nabc\u001b(B def')).toEqual({ text: '\ufffd\ufffd\ufffd def', unknown: true });
});
