import type { Fields, PlanLine } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { differences } from './differences.ts';
import type { PlanContent } from './proposal.ts';

const LINE = {
  line: '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a01',
  profile: 'muziek',
  activity: 'collect',
  level: '3a',
  titles: 12,
  copies: 20,
  named: [{ key: '1000009780306406157', identifier: '0-306-40615-2' }],
} satisfies Fields<PlanLine>;

function plan(lines: PlanLine[] = [LINE], name = 'Muziek 2027'): PlanContent {
  return { name, from: '2027-01-01', to: '2027-12-31', lines };
}

describe('the difference between two versions of a plan', () => {
  it('is none when they say the same, in whatever order they name titles', () => {
    const other = { key: '2000000000123456789', identifier: 'ppn:123456789' };
    const one = { ...LINE, named: [...LINE.named, other] };
    const two = { ...LINE, named: [other, ...LINE.named] };
    expect(differences(plan([one]), plan([two]))).toEqual([]);
  });

  it('tells what the plan itself says otherwise', () => {
    expect(differences(plan(), plan([LINE], 'Muziek en film'))).toEqual([
      {
        kind: 'changed',
        field: 'name',
        before: 'Muziek 2027',
        after: 'Muziek en film',
        says: 'name was Muziek 2027 and is Muziek en film',
      },
    ]);
  });

  it('tells a number with how much more or less it is, and what was not given before', () => {
    const after = { ...LINE, titles: 8, budget: 5_000, level: '3b' as const };
    expect(differences(plan(), plan([after]))).toMatchObject([
      { field: 'level', before: '3a', after: '3b', says: 'muziek, collect: level was 3a and is 3b' },
      { field: 'titles', before: 12, after: 8, by: -4, says: 'muziek, collect: titles was 12 and is 8 (-4)' },
      { field: 'budget', before: null, after: 5_000, by: 5_000 },
    ]);
  });

  it('tells which titles came and went', () => {
    const named = [{ key: '2000000000123456789', identifier: 'ppn:123456789' }];
    expect(differences(plan(), plan([{ ...LINE, named }]))).toMatchObject([
      { kind: 'titles-removed', by: -1, titles: ['0-306-40615-2'] },
      { kind: 'titles-added', by: 1, titles: ['ppn:123456789'], says: 'muziek, collect also names 1 title' },
    ]);
  });

  it('tells lines that came and went', () => {
    const other: PlanLine = { ...LINE, line: '7d6f3ad0-3f0e-4c36-9b7e-0a4f5a3f3a02', languageCoverage: 'W' };
    expect(differences(plan([LINE]), plan([other]))).toMatchObject([
      { kind: 'line-removed', line: LINE.line, says: 'muziek, collect was removed (12 titles, 20 copies)' },
      { kind: 'line-added', line: other.line, says: expect.stringContaining('language W') },
    ]);
  });
});
