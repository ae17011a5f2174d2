import { describe, expect, it } from '@jest/globals';
import { loanRequest, type LoanRequest } from './loan-request.ts';

const TODAY = '2026-11-24';
const TOLD = {
  participant: 'NL-0800010000',
  about: { key: '1000009780306406157' },
  on: '2026-11-20',
  scope: 'national',
  outcome: 'unfilled',
  count: 1,
} as const satisfies Omit<LoanRequest, 'id' | 'isNamed'>;

function idOf(more: Partial<LoanRequest> = {}, number: string | null = null): string {
  return loanRequest({ ...TOLD, ...more }, number, TODAY).id;
}

describe('a request for loan', () => {
  it('is the one that its number in the requester’s system says, whatever became of it', () => {
    expect(idOf({ outcome: 'filled', on: '2026-11-21', scope: 'province' }, '17')).toBe(idOf({}, '17'));
    expect(idOf({}, '18')).not.toBe(idOf({}, '17'));
    expect(idOf({ participant: 'NL-0800020000' }, '17')).not.toBe(idOf({}, '17'));
  });

  it.each<[string, Partial<LoanRequest>]>([
    ['participant', { participant: 'NL-0800020000' }],
    ['title', { about: { key: '1000009789021434049' } }],
    ['profile', { about: { profile: '1000009780306406157' } }],
    ['day', { on: '2026-11-21' }],
    ['scope', { scope: 'province' }],
    ['outcome', { outcome: 'filled' }],
  ])('without a number is another one on another %s', (_what, more) => {
    expect(idOf(more)).not.toBe(idOf());
  });

  it('without a number is the same however many there were: told again, the number is mended', () => {
    expect(idOf({ count: 7 })).toBe(idOf());
  });

  it.each<[string, Partial<LoanRequest>, string]>([
    ['on a day to come', { on: '2026-11-25' }, 'loan-request.not-yet'],
    ['made no times', { count: 0 }, 'loan-request.count-malformed'],
    ['made half a time', { count: 0.5 }, 'loan-request.count-malformed'],
    ['made more often than anybody asks', { count: 100_001 }, 'loan-request.count-malformed'],
  ])('cannot be %s', (_what, more, code) => {
    expect(() => idOf(more)).toThrow(expect.objectContaining({ code }));
  });
});
