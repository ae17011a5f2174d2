import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.ts';

const change = (n: number) => ({ type: `t${n}` });

describe('what was told lately', () => {
  it('is all since a moment after hearing began, and not known for one before', () => {
    const recent = new Recent();
    recent.note(change(0), 50);
    recent.begin(100);
    recent.note(change(1), 200);
    recent.note(change(2), 300);
    expect(recent.since(99)).toBeUndefined();
    expect(recent.since(101)).toEqual([change(1), change(2)]);
    expect(recent.since(200)).toEqual([change(1), change(2)]);
    expect(recent.since(301)).toEqual([]);
  });

  it('is not known from before it was dropped, by time or by number', () => {
    const recent = new Recent();
    recent.begin(0);
    recent.note(change(1), 1_000);
    recent.note(change(2), 31_500);
    expect(recent.since(900)).toBeUndefined();
    expect(recent.since(1_001)).toEqual([change(2)]);
    for (let n = 0; n < 5_000; n++) recent.note(change(n), 40_000 + n);
    expect(recent.since(42_000)).toBeUndefined();
    expect(recent.since(44_998)).toEqual([change(4_998), change(4_999)]);
  });

  it('is not known across a time in which nothing was heard', () => {
    const recent = new Recent();
    recent.begin(0);
    recent.note(change(1), 10);
    recent.end();
    recent.note(change(2), 20);
    expect(recent.since(15)).toBeUndefined();
    recent.begin(30);
    expect(recent.since(15)).toBeUndefined();
    expect(recent.since(31)).toEqual([]);
  });

  it('is not known of a moment that is none', () => {
    const recent = new Recent();
    recent.begin(0);
    expect(recent.since(Number('nonsense'))).toBeUndefined();
  });
});
