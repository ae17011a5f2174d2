import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { concerns, Staleness } from '../src/live/concerns.ts';

const RAISED = { type: 'coverage.flags-raised.v1' };

let client: QueryClient;
let stale: Staleness;
let asked: number;
let answer: (() => void) | undefined;
let leave: () => void;

/** Somebody looks at what a scenario comes to, which is answered when the test says so. */
beforeEach(async () => {
  jest.useFakeTimers();
  client = new QueryClient();
  stale = new Staleness(client);
  asked = 0;
  leave = new QueryObserver(client, {
    queryKey: ['scenarios', 'outcome', 'one', 1, ''],
    queryFn: () => {
      asked++;
      const { promise, resolve } = Promise.withResolvers<number>();
      const nth = asked;
      answer = () => resolve(nth);
      return promise;
    },
  }).subscribe(() => undefined);
  await jest.advanceTimersByTimeAsync(0);
  answer?.();
  await jest.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  leave();
  client.clear();
  jest.useRealTimers();
});

describe('what a scenario comes to', () => {
  it('is asked for once, however many events come in a few seconds', async () => {
    for (let event = 0; event < 50; event++) {
      stale.add(concerns(RAISED));
      await jest.advanceTimersByTimeAsync(80);
    }
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(2);
  });

  it('is not asked for again while the answer is on its way, and once more when that came', async () => {
    stale.add(concerns(RAISED));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(2);
    stale.add(concerns(RAISED));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(asked).toBe(2);
    answer?.();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(3);
    answer?.();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(3);
    expect(client.getQueryData(['scenarios', 'outcome', 'one', 1, ''])).toBe(3);
  });

  it('is not asked for when nobody looks at it, until somebody does', async () => {
    leave();
    stale.add(concerns(RAISED));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(asked).toBe(1);
    expect(client.getQueryState(['scenarios', 'outcome', 'one', 1, ''])?.isInvalidated).toBe(true);
  });
});
