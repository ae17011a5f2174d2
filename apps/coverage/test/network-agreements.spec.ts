import { readFileSync } from 'node:fs';
import { csvLine, type Refusal } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOverdue, report } from '../src/model/action-report.ts';
import { measures, type NetworkAgreement } from '../src/model/network-agreement.ts';
import { LIST_COLUMNS } from '../src/model/network-agreement-columns.ts';
import { readNetworkAgreementsCsv } from '../src/model/network-agreement-csv.ts';
import { listRows } from '../src/model/network-agreement-writing.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { withNetworkAgreements } from '../src/model/plan-writing.ts';
import { anyList } from './plans.ts';

const EXAMPLE = readFileSync(new URL('../examples/muziek.yaml', import.meta.url), 'utf8');
const CODES = ['muziek', 'jeugd'];
const AT = new Date('2026-06-01T12:00:00Z');

function mistakesIn(read: () => unknown): string[] {
  try {
    read();
  } catch (refusal) {
    return (refusal as Refusal).details.map(({ at, message }) => `${at} ${message}`);
  }
  return [];
}

function csvOf(agreements: readonly NetworkAgreement[]): string {
  const lines = agreements.flatMap((it) => listRows(it).map((row) => csvLine(LIST_COLUMNS.map((name) => row[name]))));
  return csvLine(LIST_COLUMNS) + lines.join('');
}

describe('the list of a plan', () => {
  it('is the same list after CSV', () => {
    fc.assert(
      fc.property(anyList(CODES), (list) => {
        expect(readNetworkAgreementsCsv(csvOf(list), CODES)).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });

  it('is put into the text of a plan and leaves the rest of it as it was written', () => {
    const [first] = EXAMPLE.split('\n');
    fc.assert(
      fc.property(anyList(CODES), anyList(CODES), (one, other) => {
        const text = withNetworkAgreements(withNetworkAgreements(EXAMPLE, one), other);
        expect(text.split('\n')[0]).toBe(first);
        expect(readPlan(text)).toEqual({ ...readPlan(EXAMPLE), networkAgreements: other });
      }),
    );
  });

  it.each([
    ['agreement;cluster;kind;text\nNA 1;C;legal;T', "'NA 1' cannot be a code"],
    ['agreement;cluster;kind;text\nna-1;C;nice;T', "'nice' is not a known kind of agreement"],
    ['agreement;cluster;kind;text;flags\nna-1;C;legal;T;gap.none', "'gap.none' is not a known kind of flag"],
    ['agreement;cluster;kind;text;flag profiles\nna-1;C;legal;T;film', "'film' is not a known profile of this plan"],
    ['agreement;cluster;kind;text\nna-1;C;legal;', "line 2: column 'text' is empty; fill it in"],
    ['agreement;cluster;kind;text\nna-1;C;legal;T\nna-1;D;legal;T', "says 'D' where line 2 says 'C'"],
    [
      'agreement;cluster;kind;text;action;action text;owner;due\nna-1;C;legal;T;a;x;Piet;2027-01-01',
      "'Piet' is nobody who can answer for it",
    ],
    [
      'agreement;cluster;kind;text;action;action text;owner;due\nna-1;C;legal;T;;x;KB;2027-01-01',
      'is empty, while action text is not',
    ],
    [
      'agreement;cluster;kind;text;action;action text;owner;due\nn;C;legal;T;a;x;KB;2027-01-01\nm;C;legal;T;a;x;KB;31-2-2027',
      '31',
    ],
    [
      'agreement;cluster;kind;text;action;action text;owner;due\nn;C;legal;T;a;x;KB;2027-01-01\nm;C;legal;T;a;x;KB;31-12-2027',
      "code 'a' is used twice",
    ],
    ['agreement;cluster;kind;text;mood\nna-1;C;legal;T;good', "column 'mood' is not known"],
  ])('tells what is wrong with %j', (text, mistake) => {
    expect(mistakesIn(() => readNetworkAgreementsCsv(text, CODES)).join('\n')).toContain(mistake);
  });

  it('tells mistakes of the YAML with their lines', () => {
    const list =
      'networkAgreements:\n  - { code: n, cluster: C, kind: legal, text: T, opgaven: ["a|b"], measuredBy: {} }\n';
    const mistakes = mistakesIn(() => readPlan(EXAMPLE + list));
    expect(mistakes).toEqual([
      expect.stringMatching(
        /^line \d+: networkAgreements\[0\]\.opgaven 'a\|b' holds a bar|networkAgreements\[0\]\.opgaven/,
      ),
      expect.stringContaining('names at least one of flags, profiles, activity'),
    ]);
  });
});

describe('the flags that measure an agreement', () => {
  const flag = { kind: 'gap.unowned', profile: 'muziek', activity: 'collect' } as const;
  it.each([
    [null, false],
    [{ flags: [], profiles: [], activity: 'collect' }, true],
    [{ flags: ['gap.unowned', 'gap.level'], profiles: [], activity: null }, true],
    [{ flags: ['gap.level'], profiles: ['muziek'], activity: null }, false],
    [{ flags: ['gap.unowned'], profiles: ['jeugd'], activity: null }, false],
    [{ flags: ['gap.unowned'], profiles: ['muziek'], activity: 'preserve' }, false],
  ] as const)('by %j: %s', (measure, expected) => {
    expect(measures(measure, flag)).toBe(expected);
  });
});

describe('a report on an action', () => {
  const action = { code: 'a', text: 'x', owner: 'KB', due: '2026-05-31' } as const;
  const owner = { by: 'Petra', at: AT, planOwner: true };
  const library = { by: 'Esra', at: AT, planOwner: false };

  it('follows the last one and takes its place', () => {
    const first = report(action, null, { after: 0, state: 'running', progress: 40, text: 'op weg' }, library);
    expect(first).toEqual({ number: 1, state: 'running', progress: 40, text: 'op weg', by: 'Esra', at: AT });
    expect(report(action, first, { after: 1, state: 'done', progress: 100, text: 'af' }, library).number).toBe(2);
  });

  it.each([0, 2])('is refused when it goes by report %d and the last is 1', (after) => {
    const said = { after, state: 'running', progress: 50, text: 'x' } as const;
    expect(() => report(action, { number: 1, state: 'running' }, said, owner)).toThrow(
      expect.objectContaining({ code: 'action.stale' }),
    );
  });

  it.each([
    ['planned', 10],
    ['running', 100],
    ['done', 99],
  ] as const)('cannot be %s at %d %%', (state, progress) => {
    expect(() => report(action, null, { after: 0, state, progress, text: 'x' }, owner)).toThrow(
      expect.objectContaining({ code: 'action.progress-unfit' }),
    );
  });

  it('drops an action, or takes it up again, by a plan owner only', () => {
    const dropped = { after: 0, state: 'dropped', progress: 40, text: 'x' } as const;
    const again = { after: 1, state: 'running', progress: 40, text: 'x' } as const;
    const refused = expect.objectContaining({ code: 'action.plan-owner-drops' });
    expect(() => report(action, null, dropped, library)).toThrow(refused);
    expect(() => report(action, { number: 1, state: 'dropped' }, again, library)).toThrow(refused);
    expect(report(action, null, dropped, owner).state).toBe('dropped');
    expect(report(action, { number: 1, state: 'dropped' }, again, owner).state).toBe('running');
  });

  it.each([
    ['2026-05-31', 'running', false],
    ['2026-06-01', 'running', true],
    ['2026-06-01', 'planned', true],
    ['2026-06-01', 'done', false],
    ['2026-06-01', 'dropped', false],
  ] as const)('on %s, %s: overdue is %s', (today, state, overdue) => {
    expect(isOverdue(action, state, today)).toBe(overdue);
  });
});
