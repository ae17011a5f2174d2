import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sameText, Seal } from './seal.ts';

const seal = new Seal('one secret that is long enough, surely');

describe('what is sealed', () => {
  it('comes out as it went in, for the same purpose only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.string(), (value, about, other) => {
        const sealed = seal.close(value, about);
        expect(seal.open(sealed, about)).toEqual(JSON.parse(JSON.stringify(value)));
        fc.pre(about !== other);
        expect(seal.open(sealed, other)).toBeUndefined();
      }),
    );
  });

  it('does not open when a bit was changed, with another secret, or when it was never sealed', () => {
    const sealed = Buffer.from(seal.close({ a: 1 }, 'x'), 'base64url');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = changed[i]! ^ 1;
      expect(seal.open(changed.toString('base64url'), 'x')).toBeUndefined();
    }
    expect(new Seal('another secret that is long enough').open(sealed.toString('base64url'), 'x')).toBeUndefined();
    expect(seal.open('', 'x')).toBeUndefined();
    expect(seal.open('nonsense', 'x')).toBeUndefined();
  });

  it('shows nothing of itself: the same thing never looks the same', () => {
    expect(seal.close('x', 'y')).not.toBe(seal.close('x', 'y'));
  });
});

it('compares texts of any length', () => {
  expect(sameText('a', 'a')).toBe(true);
  expect(sameText('a', 'ab')).toBe(false);
  expect(sameText('', 'é')).toBe(false);
});
