import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneMistakeFrom, searched, tellingWords, wordsIn } from './search-words.ts';

const word = fc.stringMatching(/^[a-z]{5,12}$/);
const letter = fc.stringMatching(/^[a-z]$/);

describe('words that are searched', () => {
  it('are those that anybody can type', () => {
    expect(wordsIn(searched("Søren Kierkegaard’s Straße: één œuvre, 's-Gravenhage"))).toEqual([
      'soren',
      'kierkegaards',
      'strasse',
      'een',
      'oeuvre',
      's',
      'gravenhage',
    ]);
  });

  it('leave common ones out, unless there are no others', () => {
    expect(tellingWords(['de', 'ontdekking', 'van', 'de', 'hemel'])).toEqual(['ontdekking', 'hemel']);
    expect(tellingWords(['het'])).toEqual(['het']);
  });

  it('can be one mistake away from what was meant: a letter wrong, missing, too many, or two swapped', () => {
    fc.assert(
      fc.property(word, fc.nat(), letter, (meant, place, other) => {
        const at = place % meant.length;
        const [before, after] = [meant.slice(0, at), meant.slice(at + 1)];
        const swapped = before + (after[0] ?? '') + meant[at] + after.slice(1);
        const mistakes = [before + other + after, before + after, before + other + meant.slice(at), swapped];
        const forgiven = mistakes.map((typed) => typed === meant || oneMistakeFrom(typed).has(meant));
        expect(forgiven).toEqual([true, true, true, true]);
      }),
    );
  });

  it('are taken as they are when they are short, or numbers', () => {
    expect([oneMistakeFrom('zee').size, oneMistakeFrom('1984').size]).toEqual([0, 0]);
  });

  it.each([
    ['война', 'вайна'],
    ['λόγος', 'λογς'],
  ])('may be of another script: %s', (meant, typed) => {
    expect(oneMistakeFrom(searched(typed))).toContain(searched(meant));
  });
});
