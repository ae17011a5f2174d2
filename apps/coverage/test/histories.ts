import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  HoldingsChangedV1,
  COMMITMENT_STATES,
  ParticipantChangedV1,
  RetentionCommitmentsChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
  WITHDRAWAL_STATES,
  WithdrawalDecidedV1,
  type Fact,
} from '#libs/contracts';
import { ACTIVITIES, LEVELS } from '#libs/kernel';
import fc from 'fast-check';

export const PARTICIPANTS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003', 'NL-0800000004'] as const;
/** Those of the OCLC control numbers 1 to 9, by which the reference lists of the plans know titles. */
const KEYS = Array.from({ length: 9 }, (_, at) => `3${String(at + 1).padStart(18, '0')}`);
const NOTATIONS = ['24.10', '24.50', '30.10', '99.00'];
const DEWEY = ['780', '780.9', '781.6', '785', '570.1', '599', '400'];
const PROFILES = ['muziek', 'natuur', 'jeugd', 'elders'];
const DAYS = ['2026-01-01', '2026-06-01', '2026-06-02', '2026-12-31'];
/** Of agreements: from before anything counts, or from a day on which it does. */
const PERIODS = [
  ...DAYS.map((to) => ({ from: '2026-01-01', to })),
  { from: '2026-06-02', to: '2026-06-03' },
  { from: '2026-06-02', to: '2026-12-31' },
];
const uuid = (group: number, at: number): string =>
  `${String(group).repeat(8)}-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** Something is told, or told again. */
export type Telling =
  | { readonly kind: 'tell'; readonly facts: readonly Tell[] }
  | { readonly kind: 'again'; readonly which: number; readonly count: number; readonly backwards: boolean };

/** A plan is adopted, or a day begins. */
export type Happening =
  | { readonly kind: 'adopt'; readonly plan: number }
  | { readonly kind: 'day'; readonly day: string };

/** What happens next. */
export type Step = Telling | Happening;

/** Makes a fact with the next version of its source. */
export type Tell = (version: number) => Fact;

const titles = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...KEYS),
      also: fc.subarray(KEYS, { maxLength: 2 }),
      material: fc.constantFrom('book' as const, 'book' as const, 'score' as const, 'e-book' as const),
      language: fc.constantFrom('dut', 'eng'),
      audience: fc.constantFrom('adult' as const, 'youth' as const, 'unknown' as const),
      literary: fc.constantFrom('fiction' as const, 'non-fiction' as const, null),
      notations: fc.subarray(NOTATIONS, { maxLength: 2 }),
      dewey: fc.subarray(DEWEY, { maxLength: 2 }),
      gone: fc.boolean().map((it) => it),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 5 },
  )
  .map((some) =>
    some.map(({ id, also, literary, notations, dewey, gone, ...facets }) => ({
      id,
      keys: [...new Set([id, ...also])],
      title: `Titel ${id}`,
      ...facets,
      ...(literary === null ? {} : { form: literary }),
      classifications: [
        ...notations.map((notation) => ({ scheme: 'nbc' as const, notation })),
        ...dewey.map((notation) => ({ scheme: 'ddc' as const, notation })),
      ],
      ...(gone && also.length === 0 ? { gone: true } : {}),
    })),
  );

const holdings = fc.uniqueArray(
  fc
    .record({ title: fc.constantFrom(...KEYS), copies: fc.nat(2), missing: fc.nat(1), onOrder: fc.nat(1) })
    .map(({ title, copies, missing, onOrder }) => ({ title, copies, extant: Math.max(0, copies - missing), onOrder })),
  { selector: ({ title }) => title, minLength: 1, maxLength: 6 },
);

const participant = fc.constantFrom(...PARTICIPANTS);
const named = fc
  .uniqueArray(fc.constantFrom(...KEYS), { maxLength: 3 })
  .map((keys) => keys.map((key) => ({ key, identifier: key })));

const changes = (run: string): fc.Arbitrary<Tell> =>
  fc.oneof(
    titles.map(
      (some): Tell =>
        (version) =>
          TitlesChangedV1.of({ version, run, titles: some }),
    ),
    fc.tuple(participant, holdings).map(
      ([who, some]): Tell =>
        (version) =>
          HoldingsChangedV1.of({ version, run, participant: who, holdings: some }),
    ),
  );

/** A run in several transactions, so that other things happen in between. */
const run = fc.nat(5).chain((at) => {
  const id = uuid(1, at);
  const began: Tell = () => RunStartedV1.of({ run: id, participant: PARTICIPANTS[0], source: 's', expected: 9 });
  const ended: Tell = () =>
    RunFinishedV1.of({
      run: id,
      participant: PARTICIPANTS[0],
      source: 's',
      asOf: '2026-05-01',
      records: 1,
      rejected: 0,
      added: 1,
      changed: 0,
      removed: 0,
    });
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(changes(id), { minLength: 1, maxLength: 4 }).map((some) => [began].concat(some, ended)),
    },
    { weight: 2, arbitrary: fc.array(changes(id), { minLength: 1, maxLength: 3 }).map((some) => [began].concat(some)) },
    { weight: 1, arbitrary: fc.constant([ended]) },
  );
});

const agreement = fc
  .record({
    at: fc.nat(5),
    who: participant,
    profile: fc.constantFrom(...PROFILES),
    activity: fc.constantFrom(...ACTIVITIES.slice(0, 2), 'collect' as const, 'preserve' as const),
    level: fc.constantFrom(...LEVELS),
    current: fc.option(fc.constantFrom(...LEVELS), { nil: undefined }),
    period: fc.constantFrom(...PERIODS),
    promised: fc.nat(6),
    plan: fc.nat(3),
    titles: named,
  })
  .map(
    ({ at, who, profile, activity, level, current, period, promised, plan, titles: some }): Tell =>
      (version) =>
        AgreementChangedV1.of({
          agreement: uuid(2, at),
          version,
          participant: who,
          profile,
          activity,
          level,
          ...period,
          titles: promised,
          copies: promised,
          plan: uuid(3, plan),
          named: some,
          ...(current === undefined ? {} : { currentLevel: current }),
        }),
  );

const plan = fc
  .record({
    at: fc.nat(3),
    profile: fc.constantFrom(...PROFILES),
    activity: fc.constantFrom('collect' as const, 'provide' as const),
    to: fc.constantFrom(...DAYS),
    titles: named,
  })
  .map(
    ({ at, profile, activity, to, titles: some }): Tell =>
      (version) =>
        AcquisitionPlanSubmittedV1.of({
          plan: uuid(3, at),
          version,
          participant: PARTICIPANTS[at % 4]!,
          name: 'Plan',
          from: '2026-01-01',
          to,
          lines: [{ line: uuid(4, at), profile, activity, level: '3a', titles: 1, copies: 1, named: some }],
        }),
  );

const decision = fc
  .tuple(fc.nat(3), fc.constantFrom('accepted' as const, 'returned' as const, 'withdrawn' as const))
  .map(
    ([at, what]): Tell =>
      (version) =>
        AcquisitionPlanDecidedV1.of({ plan: uuid(3, at), version, participant: PARTICIPANTS[at % 4]!, decision: what }),
  );

const withdrawal = fc
  .record({
    at: fc.nat(5),
    key: fc.constantFrom(...KEYS),
    copies: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom(...WITHDRAWAL_STATES, ...Array<'free'>(6).fill('free')),
  })
  .map(
    ({ at, key, copies, state }): Tell =>
      (version) =>
        WithdrawalDecidedV1.of({
          withdrawal: uuid(5, at),
          participant: PARTICIPANTS[at % 4]!,
          items: [{ item: uuid(6, at), version, key, copies, advice: 'free', state, remaining: 0, minimum: 1 }],
        }),
  );

/** Promises to keep a title, or what somebody has of a profile; some are about something else in their next version. */
const commitment = fc
  .record({
    at: fc.nat(7),
    who: participant,
    about: fc.oneof(
      fc.constantFrom(...KEYS).map((key) => ({ key })),
      fc.constantFrom(...PROFILES).map((profile) => ({ profile })),
    ),
    from: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
    until: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
    state: fc.constantFrom(...COMMITMENT_STATES, ...Array<'active'>(9).fill('active')),
  })
  .map(
    ({ at, who, about, from, until, state }): Tell =>
      (version) =>
        RetentionCommitmentsChangedV1.of({
          commitments: [
            {
              commitment: uuid(7, at),
              version,
              participant: who,
              policy: 'proef',
              state,
              ...about,
              ...(from === undefined ? {} : { from }),
              ...(until === undefined ? {} : { until }),
            },
          ],
        }),
  );

/** Takes part, for good or until a day, with or without somebody who goes on for it. */
const standing = fc
  .record({
    who: participant,
    to: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
    successor: fc.option(participant, { nil: undefined }),
  })
  .map(
    ({ who, to, successor }): Tell =>
      (version) =>
        ParticipantChangedV1.of({
          isil: who,
          version,
          name: who,
          kind: 'library',
          from: '2020-01-01',
          ...(to === undefined ? {} : { to }),
          ...(to === undefined || successor === undefined || successor === who ? {} : { successor }),
        }),
  );

const telling: fc.WeightedArbitrary<Telling>[] = [
  { weight: 6, arbitrary: run.map((facts) => ({ kind: 'tell' as const, facts })) },
  { weight: 4, arbitrary: changes(uuid(1, 9)).map((fact) => ({ kind: 'tell' as const, facts: [fact] })) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.oneof(
          agreement,
          agreement,
          agreement,
          agreement,
          plan,
          plan,
          decision,
          withdrawal,
          withdrawal,
          commitment,
          commitment,
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((facts) => ({ kind: 'tell' as const, facts })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      which: fc.nat(60),
      count: fc.integer({ min: 1, max: 6 }),
      backwards: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: standing.map((fact) => ({ kind: 'tell' as const, facts: [fact] })) },
];

const happening: fc.WeightedArbitrary<Happening>[] = [
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('adopt' as const), plan: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('day' as const), day: fc.constantFrom(...DAYS) }) },
];

const LENGTH = { minLength: 5, maxLength: 40, size: 'max' } as const;
/** Side by side the longest of many decides how long all take. */
const SHORTER = { minLength: 5, maxLength: 24, size: 'max' } as const;

export const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Step>[]>(...telling, ...happening),
  LENGTH,
);

/** Histories that are lived side by side, and what happens to all of them just before their steps. */
export interface SideBySide {
  readonly histories: readonly (readonly Telling[])[];
  readonly common: readonly (Happening | { readonly kind: 'broken-off' } | null)[];
}

export function sideBySide(many: number): fc.Arbitrary<SideBySide> {
  return fc.record({
    histories: fc.array(fc.array(fc.oneof(...telling), SHORTER), { minLength: many, maxLength: many, size: 'max' }),
    common: fc.array(
      fc.oneof(
        { weight: 18, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: fc.constant({ kind: 'broken-off' as const }) },
        ...happening,
      ),
      SHORTER,
    ),
  });
}

/** Two plans over the same titles, with every kind of limit, and each with its own crosswalk and reference lists. */
export const PLANS = [
  `plan: p
title: Een
period: { from: 2026-01-01, to: 2029-12-31 }
settings: { enoughHolders: 2, overlapThreshold: 50 }
profiles:
  - code: muziek
    name: { nl: Muziek }
    scope: { classification: [{ scheme: nbc, prefix: 24 }] }
    measuredAgainst: network
    targets:
      collect: { level: 2b, participants: { min: 2, max: 2 }, titles: { min: 4 } }
      manage: { level: 1a, overlapThreshold: 10 }
      preserve: { level: 1a, retained: { min: 1 } }
  - code: natuur
    name: { nl: Natuur }
    scope: { classification: [{ scheme: nbc, prefix: 30 }, { scheme: nbc, prefix: '24.5' }], language: dut }
    measuredAgainst: basis
    targets:
      collect: { level: 3a, participants: { max: 1 } }
crosswalks:
  - from: ddc
    to: nbc
    rules: |
      78;24
      780..781;24.5
      781.6;30
      781.6;24
      570..599;30
referenceLists:
  - code: canon
    name: { nl: Canon }
    titles: |
      ocn:2
      ocn:3
  - code: basis
    name: { nl: Basislijst }
    titles: |
      ocn:1
      ocn:3;Titel
      ocn:5
      ocn:6
      ocn:10
`,
  `plan: p
title: Twee
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: jeugd
    name: { nl: Jeugd }
    scope: { audience: youth }
    measuredAgainst: basis
    targets:
      collect: { level: 1b, enoughHolders: 1, titles: { min: 2 } }
      preserve: { level: 1a, retained: { min: 1 } }
  - code: muziek
    name: { nl: Muziek }
    scope: { classification: [{ scheme: nbc, prefix: 24 }], material: score }
    measuredAgainst: network
    targets:
      collect: { level: 3b, participants: { min: 1, max: 1 }, overlapThreshold: 20 }
      preserve: { level: 2b, retained: { min: 2 } }
crosswalks:
  - from: ddc
    to: nbc
    rules: |
      780;30
      781;24
      59;24.5
referenceLists:
  - code: basis
    name: { nl: Basislijst }
    titles: |
      ocn:3
      ocn:4
      ocn:7
`,
];
