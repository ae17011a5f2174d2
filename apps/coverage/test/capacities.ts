import { type Activity, type Day, type Isil, type Level, LEVELS } from '#libs/kernel';
import fc from 'fast-check';
import type { Attendance, Capacities } from '../src/model/capacity.ts';
import type { PlanVersion, Profile, Target } from '../src/model/collection-plan.ts';
import type { AgreedQuantity } from '../src/model/scenario-branch.ts';

export const ON: Day = '2026-06-01';

export const isil = (number: number): Isil => `NL-08${String(number).padStart(8, '0')}`;

export function target(activity: Activity, level: Level, more: Partial<Target> = {}): Target {
  return {
    activity,
    level,
    minimumParticipants: null,
    maximumParticipants: null,
    minimumTitles: null,
    minimumRetained: null,
    overlapThreshold: null,
    enoughHolders: null,
    ...more,
  };
}

export function profile(code: string, targets: readonly Target[], scope: Partial<Profile['scope']> = {}): Profile {
  return {
    code,
    name: { nl: `Profiel ${code}` },
    scope: { classification: [], material: ['book'], language: [], audience: [], ...scope },
    measuredAgainst: null,
    targets,
  };
}

export function planOf(profiles: readonly Profile[]): PlanVersion {
  return {
    plan: 'proef',
    version: 1,
    title: 'Proef',
    period: { from: '2026-01-01', to: '2029-12-31' },
    settings: { levelBands: [1, 21, 41, 61, 81] },
    profiles,
    networkAgreements: [],
    crosswalks: [],
    referenceLists: [],
  };
}

export function taking(number: number, more: Partial<Attendance> = {}): Attendance {
  return { isil: isil(number), name: `Bibliotheek ${number}`, from: '2020-01-01', to: null, successor: null, ...more };
}

let made = 0;

export function agreed(
  number: number,
  code: string,
  activity: Activity,
  level: Level,
  more: Partial<AgreedQuantity> = {},
): AgreedQuantity {
  return {
    agreement: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    participant: isil(number),
    profile: code,
    activity,
    level,
    currentLevel: null,
    languageCoverage: null,
    from: '2026-01-01',
    to: '2029-12-31',
    titles: 0,
    copies: 0,
    ...more,
  };
}

/** Titles of the network in a profile, with what each participant, by its number, has of them. */
export function held(titles: number, by: Readonly<Record<number, number>>) {
  return { titles, by: new Map(Object.entries(by).map(([number, some]) => [isil(Number(number)), some])) };
}

const DAYS = ['2026-01-01', '2026-05-31', '2026-06-01', '2027-12-31', '2029-12-31'] as const;
const ACTIVE: readonly Activity[] = ['collect', 'preserve'];

const maybe = <T>(it: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(it, { nil: null });

/** Any network of a few participants and profiles, with those who left, will come, and hold or agreed to anything. */
export function anyCapacities(mostParticipants: number, mostProfiles: number): fc.Arbitrary<Capacities> {
  const level = fc.constantFrom(...LEVELS);
  const targetOf = (activity: Activity): fc.Arbitrary<Target> =>
    fc
      .record({ level, min: maybe(fc.integer({ min: 0, max: 3 })), max: maybe(fc.integer({ min: 3, max: 4 })) })
      .map(({ level: asked, min, max }) =>
        target(activity, asked, { minimumParticipants: min, maximumParticipants: max }),
      );
  const profileOf = (code: string): fc.Arbitrary<Profile> =>
    fc
      .record({
        activities: fc.subarray([...ACTIVE]),
        language: fc.subarray(['dut', 'eng', 'fry']),
        audience: fc.subarray(['adult', 'youth'] as const),
      })
      .chain(({ activities, language, audience }) =>
        fc
          .tuple(...activities.map(targetOf))
          .map((targets) => profile(code, targets, { language, audience: [...audience] })),
      );
  return fc
    .record({
      profiles: fc
        .integer({ min: 1, max: mostProfiles })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => profileOf(`p${at + 1}`)))),
      participants: fc.integer({ min: 1, max: mostParticipants }).chain((count) =>
        fc.tuple(
          ...Array.from({ length: count }, (_, at) =>
            fc
              .record({
                from: fc.constantFrom('2020-01-01' as Day, '2026-07-01' as Day, null),
                to: fc.option(fc.constantFrom(...DAYS), { nil: null, freq: 2 }),
                merged: fc.boolean(),
                stays: fc.integer({ min: 0, max: 4 }),
              })
              .map(({ from, to, merged, stays }) =>
                stays > 0
                  ? taking(at + 1)
                  : taking(at + 1, { from, to, successor: to !== null && merged ? isil(99) : null }),
              ),
          ),
        ),
      ),
    })
    .chain(({ profiles, participants }) => {
      const numbers = participants.map((_, at) => at + 1);
      const codes = profiles.map(({ code }) => code);
      return fc.record({
        plan: fc.constant(planOf(profiles)),
        on: fc.constant(ON),
        participants: fc.constant(participants),
        agreements: fc.array(
          fc
            .record({
              number: fc.constantFrom(...numbers),
              code: fc.constantFrom(...codes),
              activity: fc.constantFrom(...ACTIVE),
              level,
              currentLevel: maybe(level),
              languageCoverage: maybe(fc.constantFrom('P' as const, 'W' as const, 'S' as const)),
              from: fc.constantFrom('2026-01-01' as Day, '2026-09-01' as Day),
              to: fc.constantFrom('2026-05-31' as Day, '2027-12-31' as Day, '2029-12-31' as Day),
            })
            .map(({ number, code, activity, level: committed, ...more }) =>
              agreed(number, code, activity, committed, more),
            ),
          { maxLength: 2 * mostProfiles },
        ),
        held: fc
          .tuple(
            ...codes.map((code) =>
              fc
                .record({ titles: fc.integer({ min: 0, max: 20 }), parts: fc.array(fc.nat(20)) })
                .map(({ titles, parts }) => {
                  const by = Object.fromEntries(
                    numbers.map((number, at) => [number, Math.min(titles, parts[at] ?? 0)]),
                  );
                  return [code, held(titles, by)] as const;
                }),
            ),
          )
          .map((some) => new Map(some)),
        listed: fc.constant(new Map()),
      });
    });
}

/** The same facts told in another order. */
export function shuffled(it: Capacities): Capacities {
  return {
    ...it,
    participants: it.participants.toReversed(),
    agreements: it.agreements.toReversed(),
    held: new Map(
      [...it.held].toReversed().map(([code, { titles, by }]) => [code, { titles, by: new Map([...by].toReversed()) }]),
    ),
  };
}
