import { AUDIENCES, FLAG_KINDS, MATERIALS } from '#libs/contracts';
import { ACTIVITIES, LEVELS } from '#libs/kernel';
import type { ClassificationRange, Crosswalk } from '#libs/scopes';
import fc from 'fast-check';
import {
  AGREEMENT_KINDS,
  type Action,
  KB,
  type Measure,
  type NetworkAgreement,
} from '../src/model/network-agreement.ts';
import type { PlanContent, Profile, Target } from '../src/model/collection-plan.ts';
import { eachOnce, listedTitle, type ListedTitle, NETWORK, type ReferenceList } from '../src/model/reference-list.ts';

/** Texts that people write, and some that a format could trip over. */
const text = fc.oneof(
  fc.constantFrom(
    'Muziek',
    'Kunst & cultuur',
    '=1+1',
    "'=x",
    "''-1",
    '-',
    'a; "b"',
    'x|y*',
    'a..b.',
    '\\',
    '# 1',
    '24',
  ),
  fc.string({ minLength: 1, maxLength: 12 }).map((it) => it.trim() || 'leeg'),
);
const title = text.filter((it) => it !== 'null');
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...values], { maxLength: Math.min(3, values.length) });

const nbc = fc
  .tuple(fc.integer({ min: 10, max: 29 }), fc.integer({ min: 0, max: 99 }))
  .map(([group, part]) => `${group}.${String(part).padStart(2, '0')}`);
const range: fc.Arbitrary<ClassificationRange> = fc.oneof(
  nbc.chain((it) =>
    fc.integer({ min: 2, max: 5 }).map((length) => ({ scheme: 'nbc' as const, prefix: it.slice(0, length) })),
  ),
  nbc.map((notation) => ({ scheme: 'nbc' as const, notation })),
  fc.tuple(fc.integer({ min: 100, max: 500 }), fc.integer({ min: 0, max: 400 })).map(([from, more]) => ({
    scheme: 'nur' as const,
    from: String(from),
    to: String(from + more),
  })),
  title.map((notation) => ({ scheme: 'brinkman' as const, notation })),
);

const target = (activity: Target['activity']): fc.Arbitrary<Target> =>
  fc.record({
    activity: fc.constant(activity),
    level: fc.constantFrom(...LEVELS),
    minimumParticipants: maybe(fc.integer({ min: 0, max: 3 })),
    maximumParticipants: maybe(fc.integer({ min: 3, max: 9 })),
    minimumTitles: maybe(fc.integer({ min: 1, max: 99_999 })),
    minimumRetained: activity === 'preserve' ? maybe(fc.integer({ min: 1, max: 9 })) : fc.constant(null),
    overlapThreshold: maybe(fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 10 / 100)),
    enoughHolders: maybe(fc.integer({ min: 1, max: 9 })),
  });

const LISTS = ['basis', 'canon'] as const;
const IDENTIFIERS = [
  '9789021434049',
  '978-0-306-40615-7',
  'ppn:12345678X',
  'ocn:123',
  'issn:0317-8471',
  '9789021434049 [2] +e',
];

const list = (code: string): fc.Arbitrary<ReferenceList> =>
  fc.record({
    code: fc.constant(code),
    name: fc.oneof(fc.record({ nl: title }), fc.record({ nl: title, en: title })),
    titles: fc
      .array(fc.tuple(fc.constantFrom(...IDENTIFIERS), fc.oneof(fc.constant(''), text)), { minLength: 1, maxLength: 6 })
      .map((titles) => eachOnce(titles.map(([identifier, called]) => listedTitle(identifier, called) as ListedTitle))),
  });

/** Reference lists, in any order. */
const anyLists: fc.Arbitrary<ReferenceList[]> = fc
  .shuffledSubarray([...LISTS])
  .chain((codes) => fc.tuple(...codes.map(list)));

const profile = (code: string): fc.Arbitrary<Profile> =>
  fc.record({
    code: fc.constant(code),
    name: fc.oneof(fc.record({ nl: title }), fc.record({ nl: title, en: title })),
    scope: fc
      .record({
        classification: fc.uniqueArray(range, { maxLength: 3, selector: (it) => JSON.stringify(it) }),
        material: some(MATERIALS),
        language: some(['dut', 'eng', 'fry']),
        audience: some(AUDIENCES),
      })
      .map((scope) => {
        const names = Object.values(scope).some((it) => it.length > 0);
        return names ? scope : Object.assign(scope, { language: ['dut'] });
      }),
    measuredAgainst: fc.constantFrom(null, NETWORK, ...LISTS),
    targets: some(ACTIVITIES).chain((activities) => fc.tuple(...activities.map(target))),
  });

const action = (code: string): fc.Arbitrary<Action> =>
  fc.record({
    code: fc.constant(code),
    text: title,
    owner: fc.constantFrom(KB, 'NL-0800000001'),
    due: fc.constantFrom('2026-12-31' as const, '2027-06-30' as const),
  });

const measure = (profiles: readonly string[]): fc.Arbitrary<Measure> =>
  fc
    .record({
      flags: some(FLAG_KINDS),
      profiles: some(profiles),
      activity: maybe(fc.constantFrom(...ACTIVITIES)),
    })
    .map((it) => (it.flags.length + it.profiles.length > 0 ? it : Object.assign(it, { activity: 'collect' as const })));

const agreement = (code: string, profiles: readonly string[]): fc.Arbitrary<NetworkAgreement> =>
  fc.record({
    code: fc.constant(code),
    cluster: fc.constantFrom('Collecties', 'IBL'),
    kind: fc.constantFrom(...AGREEMENT_KINDS),
    text: title,
    opgaven: some(['Lezen', 'Erfgoed; en meer', '=1']),
    measuredBy: maybe(measure(profiles)),
    actions: fc.subarray([`${code}-a`, `${code}-b`]).chain((codes) => fc.tuple(...codes.map(action))),
  });

const crosswalk = (from: 'ddc' | 'nur' | 'siso'): fc.Arbitrary<Crosswalk> =>
  fc
    .uniqueArray(
      fc.record({
        from: fc.integer({ min: 100, max: 500 }).map(String),
        upTo: maybe(fc.integer({ min: 500, max: 999 }).map(String)),
        to: nbc,
      }),
      { minLength: 1, maxLength: 4, selector: (it) => JSON.stringify(it) },
    )
    .map((rules) => ({ from, to: 'nbc', rules }));

/** Any list that a plan with these profiles can have. */
export const anyList = (profiles: readonly string[]): fc.Arbitrary<NetworkAgreement[]> =>
  fc
    .shuffledSubarray(['na-1', 'na-2', 'na-3'])
    .chain((codes) => fc.tuple(...codes.map((code) => agreement(code, profiles))));

/** Crosswalks with prefixes and ranges, one each way at most, in the order in which plans keep them. */
export const anyCrosswalks: fc.Arbitrary<Crosswalk[]> = fc
  .subarray(['ddc', 'nur', 'siso'] as const)
  .chain((schemes) => fc.tuple(...schemes.map(crosswalk)));

/** Any plan that can be written, without the list that belongs to it. */
const anyBarePlan: fc.Arbitrary<Omit<PlanContent, 'networkAgreements'>> = fc
  .record({
    plan: fc.constantFrom('landelijk', 'proef'),
    title,
    period: fc.constantFrom(
      { from: '2026-01-01' as const, to: '2029-12-31' as const },
      { from: '2026-01-01' as const, to: '2030-12-31' as const },
    ),
    settings: fc.constantFrom({ levelBands: [1, 21, 41, 61, 81] }, { levelBands: [1, 20.5, 40, 60, 80] }),
    crosswalks: anyCrosswalks,
    referenceLists: anyLists,
    profiles: fc
      .shuffledSubarray(['a', 'b', 'c', 'd', 'muziek'], { minLength: 1 })
      .chain((codes) => fc.tuple(...codes.map(profile))),
  })
  .map((plan) => Object.assign(plan, { profiles: plan.profiles.map((it) => measurable(it, plan.referenceLists)) }));

/** A profile cannot be measured against a list that the plan does not have. */
function measurable(it: Profile, lists: readonly ReferenceList[]): Profile {
  const known = [NETWORK, null, ...lists.map(({ code }) => code)].includes(it.measuredAgainst);
  return known ? it : { ...it, measuredAgainst: NETWORK };
}

/** Any plan that can be written. */
export const anyPlan: fc.Arbitrary<PlanContent> = anyBarePlan.chain((plan) =>
  anyList(plan.profiles.map(({ code }) => code)).map((networkAgreements) =>
    Object.assign({}, plan, { networkAgreements }),
  ),
);
