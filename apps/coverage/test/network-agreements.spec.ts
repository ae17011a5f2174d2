import { readFileSync } from 'node:fs';
import { csvLine, day, type Refusal } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeOf } from '../src/model/csv-cells.ts';
import { isOverdue, report } from '../src/model/action-report.ts';
import { measures, type NetworkAgreement } from '../src/model/network-agreement.ts';
import { LIST_COLUMNS } from '../src/model/network-agreement-columns.ts';
import { readNetworkAgreementsCsv } from '../src/model/network-agreement-csv.ts';
import { type JudgedList, judgeList } from '../src/model/network-agreement-judging.ts';
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

/** A line of a list, as the file says it. */
function rowOf(code: string, action = `${code}-a`, kind = 'running'): string {
  return `${code};C;${kind};new;${action};x;KB;2027-01-01`;
}

/** Which agreements there are, which of them changed, and the lines of what was rejected. */
function taken({ list, rejected }: JudgedList): object {
  return {
    list: list.map(({ code, text }) => (text === 'new' ? `${code} changed` : code)),
    lines: rejected.flatMap(({ mistakes }) => mistakes.map(({ line }) => line)),
  };
}

describe('the list of a plan', () => {
  it('is the same list after CSV', () => {
    fc.assert(
      fc.property(anyList(CODES), (list) => {
        const { agreements } = readNetworkAgreementsCsv(csvOf(list), CODES);
        expect(agreements.map(({ said }) => said)).toEqual(list);
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
    const told = (): string[] =>
      readNetworkAgreementsCsv(text, CODES).agreements.flatMap(({ mistakes }) =>
        mistakes.map((it) => `${placeOf(it)} ${it.message}`),
      );
    const refused = mistakesIn(told);
    expect((refused.length > 0 ? refused : told()).join('\n')).toContain(mistake);
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

describe('a list by a file', () => {
  const HEAD = 'agreement;cluster;kind;text;action;action text;owner;due';
  const BEFORE: NetworkAgreement[] = ['n-1', 'n-2', 'n-3'].map((code) => ({
    code,
    cluster: 'C',
    kind: 'running',
    text: code,
    opgaven: [],
    measuredBy: null,
    actions: [{ code: `${code}-a`, text: 'x', owner: 'KB', due: day('2027-01-01') }],
  }));
  const judged = (rows: readonly string[], head = HEAD): JudgedList =>
    judgeList(readNetworkAgreementsCsv([head, ...rows].join('\n'), CODES), BEFORE);
  const stays = ['n-1', 'n-2 changed', 'n-3 changed'];

  it.each([
    ['goes where the file does not name it', [rowOf('n-2'), rowOf('n-3')], stays.slice(1), []],
    [
      'stays as it was when a line of it is wrong',
      [rowOf('n-1', 'n-1-a', 'x'), rowOf('n-2'), rowOf('n-3')],
      stays,
      [2],
    ],
    ['stays when a code cannot be read', [rowOf('N 1', 'other'), rowOf('n-2'), rowOf('n-3')], stays, [2]],
    [
      'stays when its action is on a line without its code',
      [rowOf('', 'n-1-a'), rowOf('n-2'), rowOf('n-3')],
      stays,
      [2],
    ],
    [
      'stays when its action is rejected elsewhere',
      [rowOf('n-2'), rowOf('n-3'), rowOf('n-4', 'n-1-a', 'x')],
      stays,
      [4],
    ],
    [
      'loses no action that was not taken',
      [rowOf('n-1', ''), rowOf('', 'n-1-a')],
      BEFORE.map(({ code }) => code),
      [2, 3],
    ],
    [
      'stays when two have its action',
      [rowOf('n-2', 'b'), rowOf('n-3'), rowOf('n-1', 'b')],
      ['n-1', 'n-2', 'n-3 changed'],
      [2, 4],
    ],
    [
      'takes over no action of one that stays',
      [rowOf('n-1', 'n-2-a'), rowOf('n-2', 'b', 'x'), rowOf('n-3')],
      ['n-1', 'n-2', 'n-3 changed'],
      [2, 3],
    ],
    ['takes over an action of one that lets it go', [rowOf('n-2', 'n-1-a'), rowOf('n-3')], stays.slice(1), []],
  ])('of which an agreement %s', (_, rows, list, lines) => {
    expect(taken(judged(rows.map((it) => it.replace(';;x;KB;2027-01-01', ';;;;'))))).toEqual({ list, lines });
  });

  it('that was given back names no more than what it has', () => {
    expect(taken(judged([`${rowOf('n-2')};was wrong`], `${HEAD};problem`))).toEqual({
      list: ['n-1', 'n-2 changed', 'n-3'],
      lines: [],
    });
  });

  it('never loses or changes what it was told wrong, whatever is wrong', () => {
    const codes = fc.constantFrom('n-1', 'n-2', 'n-3', 'n-4', 'N 5', '');
    const actions = fc.constantFrom('n-1-a', 'n-2-a', 'n-3-a', 'b', 'c');
    const anyRow = fc.tuple(codes, actions, fc.constantFrom('running', 'x')).map((it) => rowOf(...it));
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 6 }), (rows) => {
        const { list, rejected } = judged(rows);
        for (const { code } of rejected) {
          const was = BEFORE.find((it) => it.code === code);
          expect(list.find((it) => it.code === code)).toEqual(was);
        }
        const listed = list.flatMap((it) => it.actions.map((action) => action.code));
        expect(new Set(listed).size).toBe(listed.length);
        for (const { cells } of rejected.flatMap((it) => it.rows)) {
          const had = BEFORE.some((it) => it.actions.some(({ code }) => code === cells['action']));
          expect(listed.includes(cells['action'] ?? '')).toBe(had);
        }
      }),
      { numRuns: 500 },
    );
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
