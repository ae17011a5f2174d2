import { readFileSync } from 'node:fs';
import { Refusal } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlanContent } from '../src/model/collection-plan.ts';
import { COLUMNS } from '../src/model/plan-columns.ts';
import { readPlanCsv } from '../src/model/plan-csv.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { planAsCsv, planAsYaml } from '../src/model/plan-writing.ts';
import { anyPlan } from './plans.ts';

const EXAMPLE = readFileSync(new URL('../examples/muziek.yaml', import.meta.url), 'utf8');
const CSV = readFileSync(new URL('../examples/muziek.csv', import.meta.url), 'utf8');

function mistakesIn(text: string): string[] {
  try {
    readPlanCsv(text);
  } catch (refusal) {
    return (refusal as Refusal).details.map(({ at, message }) => `${at} ${message}`);
  }
  return [];
}

function file(...rows: Partial<Record<(typeof COLUMNS)[number], string>>[]): string {
  const whole = { plan: 'p', title: 'T', from: '2026-01-01', to: '2026-12-31', 'name nl': 'M', language: 'dut' };
  return [
    COLUMNS.join(';'),
    ...rows.map((row) => COLUMNS.map((it) => ({ ...whole, ...row })[it] ?? '').join(';')),
  ].join('\n');
}

/** Targets in the order in which they are read. */
function ordered(plan: PlanContent): PlanContent {
  return readPlan(planAsYaml(plan));
}

describe('a plan as CSV', () => {
  it('is the example of the README', () => {
    expect(readPlanCsv(CSV)).toEqual(readPlan(EXAMPLE));
    expect(planAsCsv(readPlan(EXAMPLE))).toBe(`\uFEFF${CSV.replaceAll('\n', '\r\n')}`);
  });

  it('is the same plan after YAML, CSV and YAML', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(readPlan(planAsYaml(plan))).toEqual(plan);
        const bare = { ...plan, networkAgreements: [], crosswalks: [] };
        const yaml = planAsYaml(bare);
        const again = planAsYaml(readPlanCsv(planAsCsv(plan), plan.referenceLists));
        expect(again).toBe(yaml);
        expect(readPlan(again)).toEqual(bare);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['commas', (text: string) => text.replaceAll(';', ',')],
    ['tabs', (text: string) => text.replaceAll(';', '\t')],
    ['a byte order mark and lines that end as in Windows', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['capitals in the names of columns', (text: string) => text.replace('plan;title', 'Plan;TITLE')],
    ['days as a spreadsheet in Dutch writes them', (text: string) => text.replaceAll('2026-01-01', '1-1-2026')],
    ['empty rows', (text: string) => `${text}\n${';'.repeat(COLUMNS.length - 1)}\n\n`],
  ])('may come with %s', (_what, change) => {
    const text = file({ profile: 'a', activity: 'collect', level: '2b' }, { profile: 'b' });
    expect(readPlanCsv(change(text))).toEqual(readPlanCsv(text));
  });

  it('says of a profile on its first row what its other rows leave empty', () => {
    const rest = { 'name nl': '', language: '', plan: '', title: '', from: '', to: '' };
    const text = file(
      { profile: 'a', activity: 'collect', level: '2b' },
      { profile: 'a', activity: 'preserve', level: '1a', 'overlap threshold': '12,5', ...rest },
    );
    expect(readPlanCsv(text).profiles).toMatchObject([
      {
        code: 'a',
        name: { nl: 'M' },
        targets: [
          { activity: 'collect', level: '2b' },
          { activity: 'preserve', level: '1a', overlapThreshold: 0.125 },
        ],
      },
    ]);
  });

  it('may have no profiles yet', () => {
    const plan = ordered({ ...readPlan(EXAMPLE), profiles: [] });
    expect(readPlanCsv(planAsCsv(plan))).toEqual(plan);
  });
});

describe('a mistake in a plan as CSV', () => {
  it.each<[string, Partial<Record<(typeof COLUMNS)[number], string>>, RegExp]>([
    ['a level', { level: '9' }, /^line 3: column 'level' '9' is not a known level; use 0, 1a/],
    ['no level', { level: '' }, /^line 3: column 'level' is empty; fill it in$/],
    ['no name', { profile: 'b', 'name nl': '' }, /^line 3: column 'name nl' is empty; fill it in$/],
    [
      'a material',
      { profile: 'b', material: 'boek' },
      /^line 3: column 'material' 'boek' is not a known material; use/,
    ],
    ['a scheme', { profile: 'b', classification: 'abc:24*' }, /^line 3: column 'classification' 'abc' is not a known/],
    [
      'no scheme',
      { profile: 'b', classification: '24' },
      /^line 3: column 'classification' '24' names no scheme; write/,
    ],
    [
      'a range',
      { profile: 'b', classification: 'nur:400..300' },
      /column 'classification' the range ends \(300\) before/,
    ],
    ['no scope', { profile: 'b', language: '' }, /^line 3: column 'classification' a scope names at least one of/],
    ['too few', { 'participants min': '4', 'participants max': '2' }, /^line 3: column 'participants max' the minimum/],
    ['an activity', { activity: 'lenen' }, /^line 3: column 'activity' 'lenen' is not known; use collect, manage/],
    ['no activity', { activity: '' }, /^line 3: column 'activity' is empty, while level is not; use collect/],
    ['an activity twice', { activity: 'collect' }, /^line 3: column 'activity' 'collect' has a row for this profile/],
    ['no profile', { profile: '' }, /^line 3: column 'profile' is empty; fill in the code of the profile/],
    ['a code', { profile: 'Muziek & film' }, /^line 3: column 'profile' 'Muziek & film' cannot be a code; use/],
    ['another plan', { plan: 'q' }, /^line 3: column 'plan' says 'q' where line 2 says 'p'; one file is one plan$/],
    ['another name', { 'name nl': 'N' }, /^line 3: column 'name nl' says 'N' where line 2 says 'M'; a profile is the/],
    ['a number', { 'titles min': 'veel' }, /^line 3: column 'titles min' 'veel' is not a whole number of 1 or more/],
  ])('is told with its line and column: %s', (_what, row, told) => {
    const second = { profile: 'a', activity: 'preserve', level: '1a', ...row };
    const [first, ...others] = mistakesIn(file({ profile: 'a', activity: 'collect', level: '2b' }, second));
    expect(first).toMatch(told);
    expect(others).toEqual([]);
  });

  it('comes with all others', () => {
    const first = { profile: 'a', activity: 'collect', level: '9', 'titles min': '0', from: '2026-13-01' };
    expect(mistakesIn(file(first, { profile: 'b', language: 'nl', from: '' }))).toEqual([
      expect.stringMatching(/^line 2: column 'from' /),
      expect.stringMatching(/^line 2: column 'level' /),
      expect.stringMatching(/^line 2: column 'titles min' /),
      expect.stringMatching(/^line 3: column 'language' /),
    ]);
  });

  it('counts lines within quotes', () => {
    const text = file({ profile: 'a', 'name nl': '"een\r\ntwee"' }, { profile: 'b', activity: 'x' });
    expect(mistakesIn(text)).toEqual([expect.stringMatching(/^line 4: column 'activity'/)]);
  });

  it.each([
    ['nothing', '', 'line 1 there are no rows'],
    ['no rows', COLUMNS.join(';'), 'line 1 there are no rows'],
    ['other columns', `${COLUMNS.join(';')};kleur\n`, "line 1: column 'kleur' is not known; use plan, title"],
    [
      'too few columns',
      'plan;title;from;to;profile\np;T;2026-01-01;2026-12-31;a',
      "line 1: column 'name nl' is missing",
    ],
    ['a quote that is not closed', `${COLUMNS.join(';')}\n"p;T`, 'line 1 this is not CSV'],
  ])('of %s is told', (_what, text, told) => {
    expect(mistakesIn(text)[0]).toContain(told);
  });
});
