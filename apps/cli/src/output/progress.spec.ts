import { describe, expect, it } from '@jest/globals';
import { timeLeft } from './progress.ts';

describe('how long a stage will take yet', () => {
  it.each([
    [0, '0 s'],
    [41.2, '42 s'],
    [60, '1 min'],
    [3601, '61 min'],
  ])('is for %s seconds %j', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });

  it.each(['NULL', 'INF', Number.NaN, Number.POSITIVE_INFINITY])('is not told when it is %s', (unknown) => {
    expect(timeLeft(unknown)).toBe('');
  });
});
