import { expect, it } from '@jest/globals';
import { nonFilingOf } from './non-filing.ts';

it.each([
  ['dut', 'De aanslag', 'aanslag'],
  ['dut', 'Het  huis', 'huis'],
  ['dut', '’t Hoge nest', 'Hoge nest'],
  ['dut', 'Denker des vaderlands', 'Denker des vaderlands'],
  ['dut', 'Les in geluk', 'Les in geluk'],
  ['dut', 'Een', 'Een'],
  ['eng', 'The hobbit', 'hobbit'],
  ['eng', 'An hour', 'hour'],
  ['eng', 'Die another day', 'Die another day'],
  ['ger', 'Die Blechtrommel', 'Blechtrommel'],
  ['ger', 'Eine Frau', 'Frau'],
  ['ger', 'The end', 'The end'],
  ['fre', "L'étranger", 'étranger'],
  ['fre', 'L’ étranger', 'étranger'],
  ['fre', 'Les misérables', 'misérables'],
  ['fre', 'Lettres', 'Lettres'],
  ['und', 'De aanslag', 'aanslag'],
  ['und', 'The hobbit', 'hobbit'],
  ['und', 'Die Blechtrommel', 'Die Blechtrommel'],
  ['spa', 'De amor', 'De amor'],
])('in %s files %s under %s', (language, title, filed) => {
  expect(title.slice(nonFilingOf(title, language))).toBe(filed);
});
