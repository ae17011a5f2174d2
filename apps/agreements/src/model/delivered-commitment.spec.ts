import { describe, expect, it } from '@jest/globals';
import { takeDelivered } from './delivered-commitment.ts';
import { RetentionCommitment } from './retention-commitment.ts';

const ID = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const TODAY = '2026-11-24';
const PROMISE = {
  participant: 'NL-0800010000',
  about: { key: '1000009789021434049', identifier: '9789021434049', title: null },
  from: '2020-01-01',
  terms: { until: null, policy: 'PLUS', policyUri: null, condition: null, extent: null, note: null, review: null },
};
const WRONG = { state: 'in-error', on: '2026-01-01', successor: null, reason: null } as const;

describe('a file that says a commitment was made in error', () => {
  it.each([
    ['that is new', undefined],
    ['that is known', new RetentionCommitment(ID, PROMISE)],
  ])('need not say what was wrong with one %s, and nothing is made up', (_which, known) => {
    const { commitment, said } = takeDelivered({ id: ID, promise: PROMISE, became: WRONG }, known, TODAY);
    expect(commitment).toMatchObject({ state: 'in-error', since: '2026-01-01', reason: null });
    expect(said).toMatchObject([{ state: 'in-error' }]);
  });

  it('may say so', () => {
    const became = { ...WRONG, reason: 'Verkeerde titel' };
    expect(takeDelivered({ id: ID, promise: PROMISE, became }, undefined, TODAY).commitment.reason).toBe(
      'Verkeerde titel',
    );
  });
});
