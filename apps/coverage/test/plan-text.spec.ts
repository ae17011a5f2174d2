import { readFileSync } from 'node:fs';
import { keyOfIdentifier, LEVELS, Refusal, type RefusalDetail } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { readPlan } from '../src/model/plan-text.ts';

const EXAMPLE = readFileSync(new URL('../examples/muziek.yaml', import.meta.url), 'utf8');

function mistakesIn(text: string): RefusalDetail[] {
  try {
    readPlan(text);
  } catch (refusal) {
    return [...(refusal as Refusal).details];
  }
  return [];
}

function withProfile(lines: string): string {
  return `plan: p\ntitle: T\nperiod: { from: 2026-01-01, to: 2026-12-31 }\nprofiles:\n${lines}`;
}

describe('reading the example plan', () => {
  it('gives profiles with their scope and targets', () => {
    const plan = readPlan(EXAMPLE);
    expect(plan).toMatchObject({ plan: 'voorbeeld', period: { from: '2026-01-01', to: '2029-12-31' } });
    expect(plan.profiles[0]).toMatchObject({
      code: 'muziek',
      name: { nl: 'Muziekwetenschap', en: 'Musicology' },
      scope: {
        classification: [
          { scheme: 'nbc', prefix: '24' },
          { scheme: 'nur', from: '660', to: '669' },
          { scheme: 'ddc', notation: '780' },
        ],
        material: ['book', 'score'],
      },
    });
    expect(plan.profiles.map(({ measuredAgainst }) => measuredAgainst)).toEqual(['network', null]);
    expect(plan.profiles[0]?.targets[0]).toEqual({
      activity: 'collect',
      level: '3b',
      minimumParticipants: 2,
      maximumParticipants: 4,
      minimumTitles: 1000,
      minimumRetained: null,
      overlapThreshold: 0.4,
      enoughHolders: 5,
    });
  });

  it('lets the settings speak where a collecting target does not, and not for other activities', () => {
    const [muziek, jeugd] = readPlan(EXAMPLE).profiles;
    expect(jeugd?.targets[0]).toMatchObject({ overlapThreshold: 0.6, enoughHolders: 3, minimumParticipants: null });
    expect(muziek?.targets[1]).toMatchObject({
      activity: 'preserve',
      minimumRetained: 2,
      overlapThreshold: null,
      enoughHolders: null,
    });
  });

  it('reads each title of a reference list once, however it is written', () => {
    const lists = `referenceLists:
  - code: basis
    name: { nl: Basis, en: Basics }
    titles: |
      978-90-214-3404-9; De  ontdekking; van de hemel
      9789021434049;Nog eens

      PPN: 12345678x
`;
    const text = EXAMPLE.replace('measuredAgainst: network', 'measuredAgainst: basis') + lists;
    const { referenceLists, profiles } = readPlan(text);
    expect(profiles[0]?.measuredAgainst).toBe('basis');
    expect(referenceLists).toEqual([
      {
        code: 'basis',
        name: { nl: 'Basis', en: 'Basics' },
        titles: [
          {
            identifier: '978-90-214-3404-9',
            title: 'De ontdekking; van de hemel',
            key: keyOfIdentifier('9789021434049'),
          },
          { identifier: 'PPN: 12345678x', title: null, key: keyOfIdentifier('ppn:12345678X') },
        ],
      },
    ]);
  });

  it('keeps the zero of a notation such as 24.50', () => {
    const plan = readPlan(
      withProfile('  - { code: a, name: { nl: A }, scope: { classification: { scheme: nbc, prefix: 24.50 } } }'),
    );
    expect(plan.profiles[0]?.scope.classification).toEqual([{ scheme: 'nbc', prefix: '24.50' }]);
  });
});

describe('a plan with mistakes', () => {
  it.each([
    [
      'an unknown level',
      'level: 3b',
      'level: 3d',
      "'3d' is not a known level",
      'line 23: profiles[0].targets.collect.level',
    ],
    [
      'a minimum above the maximum',
      'min: 2, max: 4',
      'min: 5, max: 4',
      'the minimum (5) is above the maximum (4)',
      'line 24',
    ],
    [
      'a period that ends before it begins',
      'to: 2029',
      'to: 2019',
      'ends (2019-12-31) before it begins',
      'line 4: period',
    ],
    ['a day that is none', 'from: 2026-01-01', 'from: 2026-02-30', 'is not a calendar day', 'line 4: period.from'],
    ['an unknown scheme', 'scheme: nbc', 'scheme: bisac', "'bisac' is not a known scheme; use nbc", 'line 14'],
    [
      'an unknown material',
      '[book, score]',
      '[book, boek]',
      "'boek' is not a known material",
      'profiles[0].scope.material[1]',
    ],
    [
      'another reference',
      'measuredAgainst: network',
      'measuredAgainst: lijst',
      "'lijst' is not a known reference; use network",
      'profiles[0].measuredAgainst',
    ],
    ['an unknown activity', '      preserve:', '      keep:', "'keep' is not known here; use collect", 'line 28'],
    ['a language by its two letters', '[dut, eng]', '[nl]', 'three small letters', 'scope.language[0]'],
    ['a code used twice', 'code: jeugd', 'code: muziek', 'is used twice, first by profiles[0]', 'profiles[1]'],
    [
      'a range the wrong way round',
      'from: 660, to: 669',
      'from: 669, to: 660',
      'ends (660) before it begins',
      'line 15',
    ],
    [
      'a notation of another form',
      'prefix: 24',
      'prefix: muziek',
      'is not a notation of NBC',
      'classification[0].prefix',
    ],
    ['a range that is none', 'notation: 780', 'upto: 780', "'upto' is not known here", 'classification[2]'],
    ['a percentage beyond 100', 'overlapThreshold: 40', 'overlapThreshold: 140', 'not a percentage', 'line 26'],
    ['a number that is none', 'titles: { min: 1000 }', 'titles: { min: veel }', 'not a whole number', 'titles.min'],
    [
      'retained copies of another activity',
      'titles: { min: 1000 }',
      'retained: { min: 2 }',
      'is asked of preserve alone, not of collect',
      'targets.collect.retained',
    ],
    ['a missing field', '    name: { nl: Jeugdliteratuur }\n', '', "'name' is missing", 'profiles[1]'],
    ['a name without Dutch', '{ nl: Jeugdliteratuur }', '{ en: Youth }', "'nl' is missing", 'profiles[1].name'],
  ])('%s is told with its place', (_, right, wrong, message, at) => {
    const found = mistakesIn(EXAMPLE.replace(right, wrong));
    expect(found.map((mistake) => `${mistake.at} ${mistake.message}`).join('\n')).toContain(message);
    expect(found.map((mistake) => mistake.at).join('\n')).toContain(at);
  });

  it('names the rules that it breaks, and what they are about', () => {
    const rules = '    rules: |\n      780;24.50\n      789..780;24\n      780;\n';
    const crosswalk = `crosswalks:\n  - from: ddc\n    to: nbc\n${rules}`;
    expect(mistakesIn(EXAMPLE.replace('level: 3b', 'level: 3d') + crosswalk)).toEqual([
      {
        at: 'line 23: profiles[0].targets.collect.level',
        rule: 'level-unknown',
        message: `'3d' is not a known level; use ${LEVELS.join(', ')}`,
        parameters: { written: '3d', known: LEVELS.join(', ') },
      },
      {
        at: expect.stringMatching(/: crosswalks\[0\]\.rules$/),
        rule: 'crosswalk-range-backwards',
        message: "rule 2 '789..780;24': the range ends (780) before it begins (789); swap the notations",
        parameters: { from: '789', to: '780', number: 2, text: '789..780;24' },
      },
      {
        at: expect.stringMatching(/: crosswalks\[0\]\.rules$/),
        rule: 'crosswalk-cell-empty',
        message: "rule 3 '780;': is empty; fill it in",
        parameters: { number: 3, text: '780;' },
      },
    ]);
  });

  it('names the lines of a reference list that have no identifier, and a code or reference that cannot be', () => {
    const lists = `referenceLists:
  - code: network
    name: { nl: Net }
    titles: ocn:1
  - code: basis
    name: { en: Basics }
    titles: |
      9789021434049;De ontdekking van de hemel
      9789021434040
      9,78902E+12;Rond
  - { code: basis, name: { nl: B }, titles: ppn:1 }
`;
    const against = EXAMPLE.replace('measuredAgainst: network', 'measuredAgainst: canon');
    expect(
      mistakesIn(against + lists).map(({ at, rule, parameters }) => [at.replace(/^line \d+: /, ''), rule, parameters]),
    ).toEqual([
      ['referenceLists[0].code', 'list-code-taken', { written: 'network' }],
      ['referenceLists[1].name', 'field-missing', { name: 'nl', example: '{ nl: Muziek, en: Music }' }],
      [
        'referenceLists[1].titles',
        'list-identifier-malformed',
        { written: '9789021434040', number: 2, text: '9789021434040' },
      ],
      [
        'referenceLists[1].titles',
        'list-identifier-lossy',
        { written: '9,78902E+12', number: 3, text: '9,78902E+12;Rond' },
      ],
      ['referenceLists[2].titles', 'list-identifier-malformed', { written: 'ppn:1', number: 1, text: 'ppn:1' }],
      ['profiles[0].measuredAgainst', 'reference-unknown', { written: 'canon', known: 'network, basis' }],
    ]);
  });

  it.each([
    ['period: { from: 2026-01-01', 'yaml-indentation'],
    ['plan: p\nplan: q', 'yaml-field-twice'],
    ['title: Plan: 2026', 'yaml-colon-in-text'],
    ['plan: p\ntitle', 'yaml-sign-missing'],
    ['title: @muziek', 'yaml-quotes-missing'],
    ['- a\nb: 1', 'yaml-unreadable'],
  ])('that is not YAML tells what people do wrong there: %j', (text, rule) => {
    const [first] = mistakesIn(text);
    expect(first).toMatchObject({ rule, message: expect.stringMatching(/^this is not YAML: \w/) });
  });

  it('is told all of them at once', () => {
    const text = EXAMPLE.replace('level: 3b', 'level: 9').replace('[dut, eng]', '[nl]').replace('to: 2029', 'to: 2019');
    expect(mistakesIn(text)).toHaveLength(3);
    expect(() => readPlan(text)).toThrow('3 mistakes');
  });

  it.each([
    ['', 'expected fields'],
    ['profiles: [', 'this is not YAML'],
    ['- a\n- b', 'expected fields'],
    ['a: &x 1\nb: *x', "'a' is not known"],
    ['\u0000\u0001', ''],
  ])('is refused as a whole when it is no plan at all: %j', (text, message) => {
    expect(mistakesIn(text).length).toBeGreaterThan(0);
    expect(
      mistakesIn(text)
        .map((it) => it.message)
        .join(),
    ).toContain(message);
  });
});
