import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from './normalise.ts';

/** What it means, without thought of time. */
function plainly(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'\u2019`]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const telling = fc.constantFrom(
  "'",
  '`',
  '\u2019',
  ' ',
  '  ',
  ' : ',
  '-',
  '.',
  'e\u0301',
  '\u00e9',
  '\u00df',
  '\u2122',
  '\u00bd',
  '\u0130',
  '\ufb01',
  '\u00a0',
  '\t',
  '\u4e2d',
);
const anyText = fc
  .array(fc.oneof(telling, fc.string({ unit: 'grapheme-ascii', maxLength: 4 }), fc.string({ maxLength: 2 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

describe('normalising', () => {
  it.each([
    ['De aanslag', 'de aanslag'],
    ["  L'\u00e9t\u00e9 -- 'n zomer!", 'lete n zomer'],
    ['Caf\u00e9 \u2122', 'cafe TM'],
    ['', ''],
    [' - ', ''],
  ])('%s becomes %s', (text, normal) => {
    expect(normalise(text)).toBe(normal);
  });

  it('comes to the same by every way', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(text)).toBe(plainly(text));
      }),
      { numRuns: 5000 },
    );
  });
});
