import { COMMITMENT_STATES, type CommitmentState } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { MAY_BECOME } from './commitment-state.ts';
import type { CommitmentTerms } from './commitment-terms.ts';
import { RetentionCommitment } from './retention-commitment.ts';

const ID = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const OTHER = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d11';
const TODAY = '2026-11-24';
const TERMS: CommitmentTerms = {
  until: '2050-12-31',
  policy: 'Bewaarafspraak PLUS',
  policyUri: null,
  condition: null,
  extent: null,
  note: null,
  review: null,
};
const ABOUT = { key: '1000009789021434049', identifier: '9789021434049', title: 'De aanslag' };

function promised(terms: Partial<CommitmentTerms> = {}, id = ID): RetentionCommitment {
  const made = { participant: 'NL-0800010000', about: ABOUT, from: '2020-01-01', terms: { ...TERMS, ...terms } };
  return new RetentionCommitment(id, made);
}

function becoming(state: CommitmentState, more: object = {}) {
  const successor = state === 'superseded' ? OTHER : null;
  return { state, on: '2026-06-01', successor, reason: state === 'in-error' ? 'wrong title' : null, ...more };
}

/** A commitment in this state since 1 January 2026. */
function being(state: CommitmentState): RetentionCommitment {
  const commitment = promised();
  if (state !== 'active') commitment.become(becoming(state, { on: '2026-01-01' }), TODAY);
  return commitment;
}

const refused = (code: string) => expect.objectContaining({ code: `commitment.${code}` });

describe('making a commitment', () => {
  it('tells of it in full', () => {
    expect(promised().make()).toEqual([
      {
        commitment: ID,
        version: 1,
        participant: 'NL-0800010000',
        key: ABOUT.key,
        from: '2020-01-01',
        until: '2050-12-31',
        policy: 'Bewaarafspraak PLUS',
        state: 'active',
      },
    ]);
  });

  it.each([
    ['that names no policy', { policy: ' ' }, 'policy'],
    ['that ends before it begins', { until: '2019-12-31' }, 'until'],
    ['until a day that is none', { until: '2050-02-30' }, 'until'],
    ['reviewed on a day that is none', { review: { on: 'then', outcome: null } }, 'review.on'],
    ['with a note that is too long', { note: 'x'.repeat(2001) }, 'note'],
  ])('is refused %s', (_, terms, at) => {
    expect(() => promised(terms).make()).toThrow(
      expect.objectContaining({ code: 'commitment.invalid', details: [expect.objectContaining({ at })] }),
    );
  });
});

describe('a commitment binds', () => {
  it.each([
    ['2019-12-31', false],
    ['2020-01-01', true],
    ['2050-12-31', true],
    ['2051-01-01', false],
  ])('on %s: %s', (day, binds) => {
    expect(promised().bindsOn(day)).toBe(binds);
  });

  it('for ever when it is indefinite', () => {
    expect(promised({ until: null }).bindsOn('2999-01-01')).toBe(true);
  });

  it.each(COMMITMENT_STATES.filter((state) => state !== 'active'))('no longer when it is %s', (state) => {
    expect(being(state).bindsOn('2026-02-01')).toBe(false);
  });
});

describe('what becomes of a commitment', () => {
  const every = COMMITMENT_STATES.flatMap((from) =>
    COMMITMENT_STATES.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  it.each(every.filter(([from, to]) => MAY_BECOME[from].includes(to)))('%s → %s is told', (from, to) => {
    const commitment = being(from);
    const version = commitment.version;
    const said = commitment.become(becoming(to), TODAY);
    expect(said).toEqual([
      expect.objectContaining({ commitment: ID, version: version + 1, state: to, since: '2026-06-01' }),
    ]);
  });

  it.each(every.filter(([from, to]) => !MAY_BECOME[from].includes(to)))(
    '%s → %s is refused with a reason',
    (from, to) => {
      expect(() => being(from).become(becoming(to), TODAY)).toThrow(refused('not-possible'));
    },
  );

  it.each(['superseded', 'in-error'] as const)('%s is final', (state) => {
    expect(MAY_BECOME[state]).toEqual([]);
  });

  it('is said once', () => {
    const commitment = being('lost');
    const again = becoming('lost', { on: '2026-01-01' });
    expect(commitment.become(again, TODAY)).toEqual([]);
  });

  it.each([
    ['a day to come', becoming('lost', { on: '2026-11-25' }), 'not-yet'],
    ['a day before it began', becoming('lost', { on: '2019-12-31' }), 'too-early'],
    ['superseded by nothing', becoming('superseded', { successor: null }), 'successor-missing'],
    ['superseded by itself', becoming('superseded', { successor: ID }), 'successor-itself'],
    ['in error, with a successor', becoming('in-error', { successor: OTHER }), 'successor-needless'],
    ['in error, without saying why', becoming('in-error', { reason: ' ' }), 'reason-missing'],
  ])('is refused: %s', (_, becomes, code) => {
    expect(() => promised().become(becomes, TODAY)).toThrow(refused(code));
  });

  it('is refused on a day before what it is now', () => {
    expect(() => being('missing').become(becoming('active', { on: '2025-12-31' }), TODAY)).toThrow(
      refused('too-early'),
    );
  });

  it('names a successor about the same that is active itself', () => {
    expect(() => promised().expectSuccessor(promised({}, OTHER))).not.toThrow();
    const elsewhere = new RetentionCommitment(OTHER, Object.assign(promised(), { about: { profile: 'muziek' } }));
    expect(() => promised().expectSuccessor(elsewhere)).toThrow(refused('successor-elsewhere'));
    expect(() => promised().expectSuccessor(being('lost'))).toThrow(refused('successor-ended'));
  });
});

describe('amending a commitment', () => {
  it('tells of other terms, and of the same ones nothing', () => {
    const commitment = promised();
    expect(commitment.amend(TERMS)).toEqual([]);
    expect(commitment.amend({ ...TERMS, until: null })).toEqual([expect.not.objectContaining({ until: '2050-12-31' })]);
  });

  it.each(COMMITMENT_STATES.filter((state) => state !== 'active'))('is refused when it is %s', (state) => {
    expect(() => being(state).amend({ ...TERMS, until: null })).toThrow(refused('not-active'));
  });

  it('is refused from another version than the one that is there', () => {
    expect(() => being('lost').expect(1)).toThrow(refused('stale'));
    expect(() => being('lost').expect(2)).not.toThrow();
  });
});
