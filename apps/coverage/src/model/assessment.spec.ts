import type { FlagKind } from '#libs/contracts';
import type { Day, Level } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { assess, type Assessable } from './assessment.ts';
import type { PlanVersion, Target } from './collection-plan.ts';
import type { Agreement, LeavingTitle, PlannedBy, PlannedTitle, ProfileStatistics } from './facts.ts';
import { difference } from './flag.ts';
import { listedTitle, type ListedTitle } from './reference-list.ts';

const [A, B, C] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'] as const;
const DATE = '2026-06-01';

function planWith(target: Partial<Target>): PlanVersion {
  return {
    plan: 'p',
    version: 1,
    title: 'P',
    period: { from: '2026-01-01', to: '2029-12-31' },
    settings: { levelBands: [1, 21, 41, 61, 81] },
    networkAgreements: [],
    crosswalks: [],
    referenceLists: [],
    profiles: [
      {
        code: 'muziek',
        name: { nl: 'Muziek' },
        scope: { classification: [], material: [], language: [], audience: [] },
        measuredAgainst: null,
        targets: [
          {
            activity: 'collect',
            level: '3b',
            minimumParticipants: null,
            maximumParticipants: null,
            minimumTitles: null,
            minimumRetained: null,
            overlapThreshold: null,
            enoughHolders: null,
            ...target,
          },
        ],
      },
    ],
  };
}

function agreed(participant: string, level: Level, more: Partial<Agreement> = {}): Agreement {
  return {
    agreement: `agreement of ${participant}`,
    participant,
    profile: 'muziek',
    activity: 'collect',
    level,
    currentLevel: null,
    languageCoverage: null,
    from: '2026-01-01',
    to: '2029-12-31',
    titles: 0,
    ...more,
  };
}

function having(
  titles: number,
  held: Record<string, number> = {},
  shared: ProfileStatistics['shared'] = [],
): ReadonlyMap<string, ProfileStatistics> {
  return new Map([
    ['muziek', { titles, retained: [], held: new Map(Object.entries(held)), listed: new Map(), shared }],
  ]);
}

function flags(target: Partial<Target>, it: Partial<Omit<Assessable, 'plan'>> = {}) {
  return assess({
    plan: planWith(target),
    agreements: [],
    statistics: having(0),
    arrived: new Map(),
    planned: [],
    leaving: [],
    date: DATE,
    ...it,
  });
}

function plannedBy(participant: string, more: Partial<PlannedBy> = {}): PlannedBy {
  return {
    participant,
    profile: 'muziek',
    source: 'plan',
    id: `plan of ${participant}`,
    identifier: '978',
    to: '2026-12-31',
    ...more,
  };
}
function planned(by: PlannedBy[], heldBy: string[] = [], onOrderBy: string[] = []): PlannedTitle {
  return { subject: '1978', title: 'Lied', plannedBy: by, heldBy, onOrderBy };
}

function kinds(found: readonly { kind: FlagKind }[]): FlagKind[] {
  return found.map(({ kind }) => kind);
}

describe('the worked example: target 3b; A has CL 3b and AC 1a, B has CL 2b and AC 2b', () => {
  const agreements = [agreed(A, '1a', { currentLevel: '3b' }), agreed(B, '2b', { currentLevel: '2b' })];
  const found = flags({ level: '3b' }, { agreements });

  it('has no level gap on CL, and one on AC', () => {
    expect(found.find(({ kind }) => kind === 'gap.level')?.evidence).toMatchObject({
      below: ['AC'],
      highestCommitment: '2b',
      highestCurrent: '3b',
      targetLevel: '3b',
    });
  });

  it('is at risk: only A meets it, and A no longer feeds its strength', () => {
    const risk = found.find(({ kind }) => kind === 'risk.single-holder');
    expect(risk?.participants).toEqual([A]);
    expect(risk?.evidence).toMatchObject({
      metBy: [A],
      commitmentBelowCurrent: [A],
      agreements: [`agreement of ${A}`],
    });
  });

  it('has nothing else', () => {
    expect(kinds(found).toSorted()).toEqual(['gap.level', 'risk.single-holder']);
  });
});

describe('gap.unowned', () => {
  it('is raised when no participant has an active agreement for the activity', () => {
    expect(kinds(flags({}))).toEqual(['gap.unowned']);
    expect(kinds(flags({}, { agreements: [agreed(A, '3b', { activity: 'manage' })] }))).toEqual(['gap.unowned']);
  });

  it.each([
    ['on its first day', '2026-01-01', false],
    ['on its last day', '2026-12-31', false],
    ['the day before', '2025-12-31', true],
    ['the day after', '2027-01-01', true],
  ])('counts an agreement as active from its first to its last day: %s', (_, date, raised) => {
    const agreements = [agreed(A, '3b', { to: '2026-12-31' })];
    expect(kinds(flags({}, { agreements, date })).includes('gap.unowned')).toBe(raised);
  });
});

describe('gap.level', () => {
  it.each<[string, Level, Level | null, string[]]>([
    ['the commitment reaches it', '3b', null, []],
    ['a bare 3 compares as 3a', '3', null, ['AC']],
    ['the commitment is below', '3a', null, ['AC']],
    ['the declared level is below', '3b', '2a', ['CL']],
    ['both are below', '2a', '2a', ['AC', 'CL']],
  ])('looks at the highest AC and the highest CL: %s', (_, level, currentLevel, below) => {
    const found = flags({ level: '3b' }, { agreements: [agreed(A, level, { currentLevel }), agreed(B, '1a')] });
    expect(found.find(({ kind }) => kind === 'gap.level')?.evidence['below'] ?? []).toEqual(below);
  });
});

describe('gap.redundancy', () => {
  const two = [agreed(A, '3b'), agreed(B, '2b')];
  it('is raised when fewer than the minimum are responsible at the level', () => {
    const found = flags({ minimumParticipants: 2 }, { agreements: two });
    expect(found.find(({ kind }) => kind === 'gap.redundancy')?.evidence).toMatchObject({ minimum: 2, atLevel: 1 });
  });

  it('is not raised when the minimum is reached, or none is asked', () => {
    expect(kinds(flags({ minimumParticipants: 2 }, { agreements: [...two, agreed(C, '4')] }))).not.toContain(
      'gap.redundancy',
    );
    expect(kinds(flags({ minimumParticipants: null }))).not.toContain('gap.redundancy');
  });

  it('counts a participant once, however many agreements it has', () => {
    const twice = [agreed(A, '3b'), agreed(A, '4', { agreement: 'another' })];
    expect(kinds(flags({ minimumParticipants: 2 }, { agreements: twice }))).toContain('gap.redundancy');
  });
});

describe('gap.volume', () => {
  it.each([
    [999, true],
    [1000, false],
  ])('with %d titles where 1000 are asked: %s', (titles, raised) => {
    const found = flags({ minimumTitles: 1000 }, { statistics: having(titles) });
    expect(kinds(found).includes('gap.volume')).toBe(raised);
  });
});

function retaining(titles: number, retained: ProfileStatistics['retained']): ReadonlyMap<string, ProfileStatistics> {
  return new Map([['muziek', { titles, retained, held: new Map(), listed: new Map(), shared: [] }]]);
}

describe('gap.preservation', () => {
  const target: Partial<Target> = { activity: 'preserve', minimumRetained: 2 };
  const keeper = agreed(A, '3b', { activity: 'preserve' });

  it.each<[string, ProfileStatistics['retained'], number | undefined]>([
    ['nothing is kept', [], 10],
    ['some are kept by too few', [{ from: '0001-01-01', titles: 7 }], 3],
    ['all are kept by enough', [{ from: '2026-01-01', titles: 10 }], undefined],
    ['they will be from tomorrow', [{ from: '2026-06-02', titles: 10 }], 10],
    [
      'they were until yesterday',
      [
        { from: '2026-01-01', titles: 10 },
        { from: DATE, titles: 9 },
      ],
      1,
    ],
  ])('%s', (_, retained, short) => {
    const found = flags(target, { statistics: retaining(10, retained) }).find(
      ({ kind }) => kind === 'gap.preservation',
    );
    expect(found?.evidence['short']).toBe(short);
  });

  it('tells how many titles are short of how many, and whom it concerns', () => {
    const statistics = retaining(10, [{ from: '2026-01-01', titles: 4 }]);
    const found = flags(target, { statistics, agreements: [keeper] }).find(({ kind }) => kind === 'gap.preservation');
    expect(found).toMatchObject({ profile: 'muziek', activity: 'preserve', subject: '', participants: [A] });
    expect(found?.evidence).toEqual({
      targetLevel: '3b',
      minimumRetained: 2,
      short: 6,
      titles: 10,
      agreements: [keeper.agreement],
    });
  });

  it.each([
    ['the plan asks for none', { activity: 'preserve' as const }, 10],
    ['there are no titles', target, 0],
  ])('is not there when %s', (_, asked, titles) => {
    expect(kinds(flags(asked, { statistics: retaining(titles, []) }))).not.toContain('gap.preservation');
  });

  it('is foreseen when commitments end, and is there on that day', () => {
    const statistics = retaining(10, [
      { from: '2026-01-01', titles: 10 },
      { from: '2027-07-01', titles: 8 },
      { from: '2028-01-01', titles: 10 },
    ]);
    const on = (date: Day) => flags(target, { statistics, agreements: [keeper], date });
    const foreseen = on(DATE).find(({ kind }) => kind === 'gap.upcoming');
    expect(foreseen?.participants).toEqual([A]);
    expect(foreseen?.evidence).toMatchObject({
      on: '2027-07-01',
      gaps: ['gap.preservation'],
      timeline: [
        { on: '2027-07-01', gaps: ['gap.preservation'] },
        { on: '2028-01-01', gaps: [] },
      ],
    });
    expect(kinds(on('2027-06-30'))).not.toContain('gap.preservation');
    expect(kinds(on('2027-07-01'))).toContain('gap.preservation');
    expect(kinds(on('2028-01-01'))).not.toContain('gap.preservation');
  });
});

function until(participant: string, to: string, level: Level = '3b'): Agreement {
  return agreed(participant, level, { to });
}

function upcoming(target: Partial<Target>, agreements: Agreement[], date = DATE) {
  return flags(target, { agreements, date }).find(({ kind }) => kind === 'gap.upcoming');
}

describe('gap.upcoming', () => {
  it('tells the day after the last agreement as the one from which nobody is responsible', () => {
    const found = upcoming({}, [until(A, '2027-06-30'), until(B, '2028-06-30')]);
    expect(found).toMatchObject({ profile: 'muziek', activity: 'collect', subject: '', participants: [B] });
    expect(found?.evidence).toEqual({
      targetLevel: '3b',
      on: '2028-07-01',
      gaps: ['gap.unowned'],
      timeline: [{ on: '2028-07-01', gaps: ['gap.unowned'] }],
      planEnds: '2029-12-31',
      agreements: [`agreement of ${B}`],
    });
  });

  it('tells every step until the end of the plan, beginning with the first', () => {
    const found = upcoming({ minimumParticipants: 2 }, [
      until(A, '2026-12-31'),
      until(B, '2028-12-31'),
      agreed(C, '3b', { from: '2028-01-01', to: '2029-12-31' }),
    ]);
    expect(found?.participants).toEqual([A]);
    expect(found?.evidence).toMatchObject({
      on: '2027-01-01',
      gaps: ['gap.redundancy'],
      timeline: [
        { on: '2027-01-01', gaps: ['gap.redundancy'] },
        { on: '2028-01-01', gaps: [] },
        { on: '2029-01-01', gaps: ['gap.redundancy'] },
      ],
    });
  });

  it.each<[string, Partial<Target>, Agreement[], string[] | undefined]>([
    ['a lower level stays', {}, [until(A, '2027-06-30'), until(B, '2029-12-31', '2b')], ['gap.level']],
    [
      'another follows on the next day',
      {},
      [until(A, '2027-06-30'), agreed(B, '3b', { from: '2027-07-01', to: '2029-12-31' })],
      undefined,
    ],
    ['it lasts until the end of the plan', {}, [until(A, '2029-12-31')], undefined],
    ['it ends after the plan', {}, [until(A, '2030-12-31')], undefined],
    ['the gap is there already', {}, [], undefined],
    ['it was over before', {}, [until(A, '2026-05-31')], undefined],
    ['it is not for this activity', {}, [agreed(A, '3b', { activity: 'manage', to: '2027-06-30' })], undefined],
    ['too few now, nobody later', { minimumParticipants: 2 }, [until(A, '2027-06-30')], ['gap.unowned']],
  ])('%s', (_, target, agreements, gaps) => {
    expect(upcoming(target, agreements)?.evidence['gaps']).toEqual(gaps);
  });

  it('becomes the gap itself on its day', () => {
    const agreements = [until(A, '2027-06-30')];
    expect(kinds(flags({}, { agreements, date: '2027-06-30' }))).toContain('gap.upcoming');
    expect(kinds(flags({}, { agreements, date: '2027-07-01' }))).toEqual(['gap.unowned']);
  });
});

describe('risk.single-holder', () => {
  it.each<[string, Agreement[], boolean]>([
    ['one meets the target', [agreed(A, '3b'), agreed(B, '2b')], true],
    ['two meet it', [agreed(A, '3b'), agreed(B, '3c')], false],
    [
      'two meet it by CL, one of them no longer feeds it',
      [agreed(A, '3b', { currentLevel: '3b' }), agreed(B, '1a', { currentLevel: '4' })],
      true,
    ],
    ['nobody meets it: that is a gap, no risk', [agreed(A, '2b')], false],
  ])('%s', (_, agreements, raised) => {
    expect(kinds(flags({}, { agreements })).includes('risk.single-holder')).toBe(raised);
  });
});

type Holder = LeavingTitle['holders'][number];

function has(participant: string, extant: number, leaving: number): Holder {
  return { participant, extant, leaving };
}

describe('risk.last-copy', () => {
  const agreements = [agreed(A, '3b'), agreed(B, '3b')];
  const raised = (holders: readonly Holder[], profiles = ['muziek']) =>
    flags({}, { agreements, leaving: [{ subject: '1978', title: 'Lied', profiles, holders }] });

  it('is raised when what is disposed of are the last extant copies, whoever has them', () => {
    const [found] = raised([has(A, 1, 1), has(B, 2, 3), has(C, 0, 1)]);
    expect(found).toMatchObject({
      kind: 'risk.last-copy',
      profile: 'muziek',
      activity: 'preserve',
      subject: '1978',
      participants: [A, B],
      evidence: {
        title: 'Lied',
        extant: 3,
        withdrawnBy: [
          { participant: A, copies: 1 },
          { participant: B, copies: 2 },
        ],
      },
    });
  });

  it.each<[string, readonly Holder[], string[]]>([
    ['one other copy is there', [has(A, 1, 1), has(B, 1, 0)], ['muziek']],
    ['a copy of its own stays', [has(A, 2, 1)], ['muziek']],
    ['no copy was there any more', [has(A, 0, 1)], ['muziek']],
    ['no profile of the plan covers it', [has(A, 1, 1)], []],
  ])('is not raised when %s', (_, holders, profiles) => {
    expect(raised(holders, profiles)).toEqual([]);
  });
});

function mismatches(level: Level | null, held: number, measuredAgainst: string | null = 'network', listed = 0) {
  const plan = planWith({});
  const profiles = plan.profiles.map((profile) => Object.assign({}, profile, { measuredAgainst }));
  const agreements = [
    agreed(A, '1a', { currentLevel: level }),
    agreed(A, '1a', { agreement: 'older', activity: 'provide', currentLevel: level === null ? null : '0' }),
  ];
  const statistics = new Map(
    [...having(100, { [A]: held })].map(([code, it]) => [code, { ...it, listed: new Map([[A, listed]]) }]),
  );
  const facts = { agreements, statistics, arrived: new Map() };
  const titles = ['9789021434049', '9780306406157', 'ocn:1', 'ocn:2'].map((it) => listedTitle(it, '') as ListedTitle);
  const referenceLists = [{ code: 'basis', name: { nl: 'Basis' }, titles }];
  const all = { plan: { ...plan, profiles, referenceLists }, ...facts, planned: [], leaving: [], date: DATE };
  return assess(all).filter(({ kind }) => kind === 'risk.level-mismatch');
}

describe('risk.level-mismatch', () => {
  it('tells the level declared and the level measured, with the share that it follows from', () => {
    expect(mismatches('3b', 35)).toMatchObject([
      {
        profile: 'muziek',
        activity: null,
        subject: A,
        participants: [A],
        evidence: { current: '3b', measured: '2', reference: 'network', held: 35, titles: 100, heldShare: 0.35 },
      },
    ]);
  });

  it.each<[string, Level | null, number, string | undefined]>([
    ['nothing is level 0', '1a', 0, '0'],
    ['1 % is level 1', '1a', 1, undefined],
    ['20 % is level 1', '2a', 20, '1'],
    ['21 % is level 2', '2b', 21, undefined],
    ['41 % is level 3', '3c', 41, undefined],
    ['61 % is level 4', '4', 61, undefined],
    ['81 % is level 5', '4', 81, '5'],
    ['within a whole level there is no difference', '3a', 60, undefined],
    ['nothing was declared', null, 90, undefined],
  ])('by the bands of the plan: %s', (_, level, held, measured) => {
    expect(mismatches(level, held)[0]?.evidence['measured']).toBe(measured);
  });

  it('goes by the share of the reference list where the profile is measured against one, whatever the network has', () => {
    expect(mismatches('1a', 100, 'basis', 3)).toMatchObject([
      { evidence: { current: '1a', measured: '4', reference: 'basis', held: 3, titles: 4, heldShare: 0.75 } },
    ]);
    expect(mismatches('4', 0, 'basis', 3)).toEqual([]);
    expect(mismatches('1a', 100, 'basis', 0)[0]?.evidence).toMatchObject({ measured: '0', held: 0, heldShare: 0 });
  });

  it('is not raised where the plan does not measure, or where there is nothing to measure by', () => {
    expect(mismatches('5', 1, null)).toEqual([]);
    expect(kinds(flags({}, { agreements: [agreed(A, '3b', { currentLevel: '5' })] }))).not.toContain(
      'risk.level-mismatch',
    );
  });
});

describe('overlap.responsibility', () => {
  const three = [agreed(A, '3b'), agreed(B, '3c'), agreed(C, '3b')];
  it('is raised when more than the maximum commit to collect at the level', () => {
    const [found] = flags({ maximumParticipants: 2 }, { agreements: three });
    expect(found).toMatchObject({
      kind: 'overlap.responsibility',
      participants: [A, B, C],
      evidence: { maximum: 2, committed: 3 },
    });
  });

  it.each<[string, Partial<Target>, Agreement[]]>([
    ['no maximum is set', {}, three],
    ['the maximum is reached only', { maximumParticipants: 3 }, three],
    ['one of them stays below the level', { maximumParticipants: 2 }, [...three.slice(0, 2), agreed(C, '2b')]],
    [
      'it is not about collecting',
      { maximumParticipants: 2, activity: 'preserve' },
      [A, B, C].map((it) => agreed(it, '3b', { activity: 'preserve' })),
    ],
    [
      'they cover other languages',
      { maximumParticipants: 2 },
      [
        agreed(A, '3b', { languageCoverage: 'P' }),
        agreed(B, '3b', { languageCoverage: 'X' }),
        agreed(C, '3b', { languageCoverage: 'X' }),
      ],
    ],
  ])('is not raised when %s', (_, target, agreements) => {
    expect(kinds(flags(target, { agreements }))).not.toContain('overlap.responsibility');
  });
});

describe('overlap.holdings', () => {
  const agreements = [agreed(A, '3b'), agreed(B, '3b')];
  const share = (shared: number) =>
    having(180, { [A]: 100, [B]: 120, [C]: 50 }, [{ one: A, other: B, titles: shared }]);

  it('is raised when two responsible participants share more of the smaller collection than the threshold', () => {
    const [found] = flags({ overlapThreshold: 0.4 }, { agreements, statistics: share(41) });
    expect(found).toMatchObject({ kind: 'overlap.holdings', subject: `${A}+${B}`, participants: [A, B] });
    expect(found?.evidence).toMatchObject({ threshold: 0.4, share: 0.41, shared: 41, titles: { [A]: 100, [B]: 120 } });
  });

  it('is not raised at the threshold, nor for one who is not responsible on the day', () => {
    expect(flags({ overlapThreshold: 0.4 }, { agreements, statistics: share(40) })).toEqual([]);
    const ended = [agreed(A, '3b'), agreed(B, '3b', { to: '2026-05-31' })];
    expect(kinds(flags({ overlapThreshold: 0.4 }, { agreements: ended, statistics: share(90) }))).toEqual([
      'risk.single-holder',
    ]);
  });
});

describe('overlap.planned-title', () => {
  function raised(title: PlannedTitle, date = DATE) {
    return flags({ enoughHolders: 2 }, { agreements: [agreed(A, '3b'), agreed(B, '3b')], planned: [title], date });
  }

  it('is raised when two participants plan the same title, and both see it', () => {
    const [found] = raised(planned([plannedBy(A), plannedBy(B)]));
    expect(found).toMatchObject({
      kind: 'overlap.planned-title',
      subject: '1978',
      participants: [A, B],
      profile: 'muziek',
    });
  });

  it('is raised when one plan is submitted and the other was accepted', () => {
    const [found] = raised(planned([plannedBy(A, { source: 'agreement', id: 'g' }), plannedBy(B)]));
    expect(found?.evidence).toMatchObject({ agreements: ['g'] });
  });

  it('is raised when enough others hold it or have it on order', () => {
    expect(raised(planned([plannedBy(A)], [B], [C]))[0]?.evidence).toMatchObject({
      enoughHolders: 2,
      heldBy: [B],
      onOrderBy: [C],
      heldByEnoughOthers: [A],
    });
  });

  it.each<[string, PlannedTitle]>([
    ['one participant plans it twice', planned([plannedBy(A), plannedBy(A, { id: 'again' })])],
    ['the submitter is one of the holders', planned([plannedBy(A)], [A, B])],
    ['the same other holds it and ordered more', planned([plannedBy(A)], [B], [B])],
    ['the other plan is over', planned([plannedBy(A), plannedBy(B, { to: '2026-05-31' })])],
    [
      'the other plan names a profile that the collection plan does not know',
      planned([plannedBy(A), plannedBy(B, { profile: 'x' })]),
    ],
  ])('is not raised when %s', (_, title) => {
    expect(raised(title)).toEqual([]);
  });
});

describe('the identity of a flag', () => {
  it('stays while the numbers change, so that it is raised once, then updated, then cleared', () => {
    const few = flags({ minimumTitles: 1000 }, { statistics: having(10) });
    const more = flags({ minimumTitles: 1000 }, { statistics: having(20) });
    const enough = flags({ minimumTitles: 1000 }, { statistics: having(1000) });
    const volume = few.find(({ kind }) => kind === 'gap.volume')!;
    expect(difference([], few).raised).toEqual(few);
    expect(difference(few, few)).toEqual({ raised: [], updated: [], cleared: [] });
    expect(difference(few, more)).toMatchObject({
      raised: [],
      updated: [{ id: volume.id, evidence: { titles: 20 } }],
      cleared: [],
    });
    expect(difference(more, enough)).toMatchObject({ raised: [], updated: [], cleared: [{ id: volume.id }] });
  });

  it('is a name-based UUID, other for another version of the plan', () => {
    const [one] = flags({});
    const [other] = assess({
      plan: { ...planWith({}), version: 2 },
      agreements: [],
      statistics: having(0),
      arrived: new Map(),
      planned: [],
      leaving: [],
      date: DATE,
    });
    expect(one?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other?.id).not.toBe(one?.id);
  });
});
