import { beforeEach, describe, expect, it } from '@jest/globals';
import { Allowance } from './allowance.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-24T12:00:00Z');

describe('an allowance of three wrong tries, and one a minute after that', () => {
  let allowance: Allowance;
  beforeEach(() => {
    allowance = new Allowance(3, MINUTE);
  });

  function take(times: number, now = NOW): boolean[] {
    return Array.from({ length: times }, () => allowance.take('192.0.2.1', now));
  }

  it('lets three pass, and the next after a minute', () => {
    expect(take(4)).toEqual([true, true, true, false]);
    expect(take(1, NOW + MINUTE - 1)).toEqual([false]);
    expect(take(2, NOW + MINUTE)).toEqual([true, false]);
  });

  it('is whole again after as many minutes', () => {
    take(3);
    expect(take(4, NOW + 3 * MINUTE)).toEqual([true, true, true, false]);
  });

  it('holds for each by itself', () => {
    take(4);
    expect(allowance.take('192.0.2.2', NOW)).toBe(true);
  });

  it('counts no try that was right', () => {
    for (let i = 0; i < 10; i++) {
      expect(take(1)).toEqual([true]);
      allowance.giveBack('192.0.2.1', NOW);
    }
    expect(take(4)).toEqual([true, true, true, false]);
  });

  it('begins anew for who is forgotten', () => {
    take(4);
    allowance.forget('192.0.2.1');
    expect(take(1)).toEqual([true]);
  });
});
