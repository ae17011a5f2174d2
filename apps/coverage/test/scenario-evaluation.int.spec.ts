import { randomUUID } from 'node:crypto';
import {
  AgreementChangedV1,
  AcquisitionPlanSubmittedV1,
  ParticipantChangedV1,
  RetentionCommitmentsChangedV1,
  type Fact,
} from '#libs/contracts';
import type { Day } from '#libs/kernel';
import type { Scope } from '#libs/scopes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlanContent, Profile, Target } from '../src/model/collection-plan.ts';
import { NETWORK } from '../src/model/reference-list.ts';
import type { ScenarioChange } from '../src/model/scenario-change.ts';
import { planAsYaml } from '../src/model/plan-writing.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { atOneMoment } from '../src/queries/at-one-moment.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { type Evaluation, ScenarioEvaluation } from '../src/store/scenario-evaluation.ts';
import { histories, PLANS, type Step } from './histories.ts';
import { RunningCoverage } from './running.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

const HISTORIES = Number(process.env['HISTORIES'] ?? 8);
let inForce = '';
let accepted: Fact[] = [];

async function adopt(yaml: string): Promise<void> {
  const { plan, version } = await coverage.app.get(CollectionPlans).draft(yaml, 'owner');
  await coverage.app
    .get(CollectionPlans)
    .adopt(plan, version, { supersedes: inForce === '' ? null : inForce, by: 'owner' });
  inForce = `${plan}/${version}`;
}

let versions = 0;

async function live(history: readonly Step[]): Promise<void> {
  await coverage.forget();
  inForce = '';
  accepted = [];
  await adopt(PLANS[0]!);
  for (const step of history) {
    if (step.kind === 'tell') {
      const facts = step.facts.map((tell) => tell(++versions));
      accepted.push(...facts);
      await coverage.hear(...facts);
    } else if (step.kind === 'adopt') await adopt(`${PLANS[step.plan]!}# ${++versions}\n`);
    else if (step.kind === 'day') await coverage.newDay(step.day);
  }
}

const evaluate = (changes: readonly ScenarioChange[], on: Day | null = null, whole = false): Promise<Evaluation> =>
  atOneMoment(coverage.em, (em) => coverage.app.get(ScenarioEvaluation).evaluate(em, [{ on, changes }], whole));

interface FlagLike {
  readonly id?: string;
  readonly kind: string;
}

const COLUMNS = `id::text, kind, profile, activity, subject, participants, evidence`;
const open = (): Promise<FlagLike[]> => coverage.em.execute(`select ${COLUMNS} from flag where cleared_at is null`);

/** All flags that a scenario comes to: those that it was judged for, and those that are open and cannot differ. */
function cameTo({ whole, live: judged, branches }: Evaluation, before: readonly FlagLike[]): FlagLike[] {
  const seen = new Set<string | undefined>(judged.flags.map(({ id }) => id));
  return [...branches[0]!.flags, ...(whole ? [] : before.filter(({ id }) => !seen.has(id)))];
}

/** Flags whatever their order and their plan's version, so that versions can be compared. */
function comparable(flags: readonly FlagLike[], withIds = false): unknown[] {
  const lines = flags.map(({ id, ...flag }) => JSON.stringify(sorted(withIds ? { id, ...flag } : flag)));
  return lines.toSorted();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, of]) => [key, sorted(of)]),
  );
}

/** What delivers events writes down how far it is, whatever else happens. */
const OF_DELIVERY = /^(outbox_\d+|relay|lease|checkpoint|attempt|hearer_progress)$/;

/** Everything that the service keeps, and all that it has to say. */
async function kept(): Promise<string[]> {
  const tables = await coverage.em.execute<{ name: string }[]>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const state: string[] = [];
  for (const { name } of tables.filter((table) => !OF_DELIVERY.test(table.name))) {
    const row = name === 'outbox' ? 't.position || t.data' : 't::text';
    const rows = await coverage.em.execute<{ line: string }[]>(
      `select md5(string_agg(${row}, '|' order by ${row})) as line from ${name} t`,
    );
    state.push(`${name} ${rows[0]?.line ?? ''}`);
  }
  return state;
}

async function currentPlan(): Promise<ReturnType<typeof readPlan>> {
  const [row] = await coverage.em.execute<{ yaml: string }[]>(
    `select yaml from collection_plan where state = 'adopted'`,
  );
  return readPlan(row!.yaml);
}

const about = (): { id: string; because: null } => ({ id: randomUUID(), because: null });

/** Some that are not those of the plans: a facet alone, a part of one that is there, what crosswalks lead to, anything. */
const NEW_SCOPES: readonly Scope[] = [
  { classification: [], material: [], language: ['eng'], audience: [] },
  { classification: [{ scheme: 'nbc', prefix: '24.1' }], material: [], language: [], audience: ['adult', 'youth'] },
  {
    classification: [{ scheme: 'ddc', from: '780', to: '799' }],
    material: ['book', 'score'],
    language: [],
    audience: [],
  },
  { classification: [{ scheme: 'nbc', from: '00', to: '99.99' }], material: [], language: [], audience: [] },
];

const COLLECTED: Target = {
  activity: 'collect',
  level: '2b',
  minimumParticipants: 2,
  maximumParticipants: 2,
  minimumTitles: null,
  minimumRetained: null,
  overlapThreshold: null,
  enoughHolders: 1,
};
const PRESERVED: Target = {
  ...COLLECTED,
  activity: 'preserve',
  level: '1a',
  maximumParticipants: null,
  enoughHolders: null,
};

/** The network, one of the lists of a plan, or nothing. */
function referenceIn({ referenceLists }: PlanContent, seed: number): string | null {
  const references = [NETWORK, ...referenceLists.map(({ code }) => code), null];
  return references[Math.floor(seed / 16) % references.length]!;
}

/** Says once more what the plan says, so that everything is counted and judged anew. */
function saidAgain(profiles: readonly Profile[]): ScenarioChange[] {
  return profiles.flatMap((profile): ScenarioChange[] => [
    { ...about(), kind: 'scope-set', profile: profile.code, scope: profile.scope },
    ...profile.targets.map((target) => ({
      ...about(),
      kind: 'target-set' as const,
      profile: profile.code,
      ...target,
    })),
  ]);
}

async function whatever(check: (seed: number) => Promise<void>): Promise<void> {
  const lived = await fc.check(
    fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
      await live(history);
      await check(seed);
    }),
    { numRuns: HISTORIES, includeErrorInReport: true },
  );
  expect(fc.defaultReportMessage(lived)).toBeUndefined();
}

describe('whatever happened before', () => {
  it('a scenario that changes nothing comes to exactly the live flags', async () => {
    await whatever(async () => {
      const flags = comparable(await open(), true);
      const nothing = await evaluate([], null, true);
      expect(comparable(nothing.live.flags, true)).toEqual(flags);
      expect(comparable(nothing.branches[0]!.flags, true)).toEqual(flags);
      const { profiles } = await currentPlan();
      const again = await evaluate(saidAgain(profiles));
      expect(comparable(again.branches[0]!.flags, true)).toEqual(flags);
      expect(again.branches[0]!.counted.toSorted()).toEqual(profiles.map(({ code }) => code).toSorted());
    });
  }, 600_000);

  it('other targets and scopes come to what adopting them comes to, and change nothing', async () => {
    await whatever(async (seed) => {
      const plan = await currentPlan();
      const [first, second] = plan.profiles as [Profile, Profile];
      const changes: ScenarioChange[] = [
        seed % 2 === 0
          ? { ...about(), kind: 'scope-set', profile: first.code, scope: second.scope }
          : { ...about(), kind: 'profile-removed', profile: first.code },
        { ...about(), kind: 'reference-set', profile: second.code, measuredAgainst: referenceIn(plan, seed) },
        {
          ...about(),
          kind: 'target-set',
          profile: second.code,
          activity: 'collect',
          level: '2a',
          minimumParticipants: 1 + (seed % 3),
          maximumParticipants: 3,
          minimumTitles: 1 + (seed % 7),
          minimumRetained: null,
          overlapThreshold: (1 + (seed % 9)) / 20,
          enoughHolders: 1,
        },
        {
          ...about(),
          kind: 'target-set',
          profile: second.code,
          activity: 'preserve',
          level: '1a',
          minimumParticipants: 1,
          maximumParticipants: null,
          minimumTitles: null,
          minimumRetained: 1 + (seed % 2),
          overlapThreshold: null,
          enoughHolders: null,
        },
      ];
      const [before, flags] = [await kept(), await open()];
      const evaluation = await evaluate(changes, null, seed % 4 > 1);
      expect(await kept()).toEqual(before);
      await adopt(`${planAsYaml(evaluation.branches[0]!.branch.plan)}# ${++versions}\n`);
      expect(comparable(cameTo(evaluation, flags))).toEqual(comparable(await open()));
    });
  }, 600_000);

  it('a profile that is added, with targets and agreements, comes to what adopting it and agreeing comes to', async () => {
    await whatever(async (seed) => {
      const plan = await currentPlan();
      const codes = new Set(plan.profiles.map(({ code }) => code));
      const [first, second] = plan.profiles as [Profile, Profile];
      const [one, other] = ['elders', 'natuur', 'jeugd'].filter((it) => !codes.has(it)) as [string, string];
      const code = [one, other, first.code, one, other][seed % 5]!;
      const gone = [null, first.code, first.code, null, null][seed % 5]!;
      const added: Profile = {
        code,
        name: { nl: 'Nieuw', en: 'New' },
        scope: NEW_SCOPES[seed % NEW_SCOPES.length]!,
        measuredAgainst: referenceIn(plan, seed),
        targets: [
          { ...COLLECTED, minimumTitles: 1 + (seed % 5), overlapThreshold: (1 + (seed % 7)) / 20 },
          { ...PRESERVED, minimumRetained: 1 + (seed % 2) },
        ],
      };
      const preserved = { ...PRESERVED, minimumRetained: 1 };
      const more = {
        ...second,
        targets: [...second.targets.filter(({ activity }) => activity !== 'preserve'), preserved],
      };
      const participants = await coverage.em.execute<{ isil: string }[]>(`select isil from participant order by isil`);
      await coverage.hear(RetentionCommitmentsChangedV1.of({ commitments: participants.map(keeping(code)) }));
      const terms = {
        activity: 'collect' as const,
        level: '3b' as const,
        currentLevel: '2a' as const,
        languageCoverage: null,
        from: (seed % 3 === 0 ? '2026-01-01' : '2026-06-02') as Day,
        to: '2028-12-31' as Day,
        titles: 400,
        copies: 400,
      };
      const agreed = participants.map(({ isil }, at) =>
        Object.assign(about(), { participant: isil, profile: at === 0 ? second.code : code }, terms),
      );
      const on = ([null, '2026-12-31', '2027-06-01'] as const)[seed % 3]!;
      fc.pre(on === null || on > coverage.clock.today());
      const changes: ScenarioChange[] = [
        ...(gone === null ? [] : [{ ...about(), kind: 'profile-removed' as const, profile: gone }]),
        { ...about(), kind: 'profile-added', profile: code, name: added.name, scope: added.scope },
        { ...about(), kind: 'reference-set', profile: code, measuredAgainst: added.measuredAgainst },
        { ...about(), kind: 'target-set', profile: second.code, ...preserved },
        ...added.targets.map((target) => ({ ...about(), kind: 'target-set' as const, profile: code, ...target })),
        ...agreed.map((it) => Object.assign({ kind: 'agreement-added' as const }, it)),
      ];
      const before = await open();
      const evaluation = await evaluate(changes, on, seed % 2 === 0);
      expect(evaluation.branches[0]!.branch.unmet).toEqual([]);
      const profiles = plan.profiles
        .filter((it) => it.code !== gone)
        .map((it) => (it.code === second.code ? more : it));
      await adopt(`${planAsYaml({ ...plan, profiles: [...profiles, added] })}# ${++versions}\n`);
      await coverage.hear(
        ...agreed.map(({ id: agreement, because: _because, ...agreeing }) =>
          AgreementChangedV1.of(
            present({ agreement, ...agreeing, plan: randomUUID(), named: [], version: 1 }) as never,
          ),
        ),
      );
      if (on !== null) await coverage.newDay(on);
      expect(comparable(cameTo(evaluation, before))).toEqual(comparable(await open()));
    });
  }, 600_000);

  it('a participant that closes, and agreements that end or are added, come to what they come to', async () => {
    await whatever(async (seed) => {
      const agreements = new Map<string, AgreementChangedV1>();
      for (const fact of accepted) {
        if (fact instanceof AgreementChangedV1) agreements.set(fact.agreement, fact);
      }
      const participants = await coverage.em.execute<{ isil: string; version: number; from: Day; to: Day | null }[]>(
        `select isil, version, valid_from::text as "from", valid_to::text as "to" from participant order by isil`,
      );
      fc.pre(participants.length > 1);
      const today = coverage.clock.today();
      const [closing, other] = [
        participants[seed % participants.length]!,
        participants[(seed + 1) % participants.length]!,
      ];
      fc.pre(closing.to === null || closing.to >= today);
      const last = seed % 3 === 0 ? today : ('2026-01-01' as Day);
      const { profiles } = await currentPlan();
      const added = {
        participant: other.isil,
        profile: profiles[0]!.code,
        activity: 'collect' as const,
        level: '3b' as const,
        currentLevel: '2a' as const,
        languageCoverage: null,
        from: '2026-01-01' as Day,
        to: '2028-12-31' as Day,
        titles: 3,
        copies: 3,
      };
      const made = about();
      const ended = [...agreements.values()].find(({ participant }) => participant !== closing.isil);
      const { branches } = await evaluate(
        [
          { ...about(), kind: 'participant-closed', participant: closing.isil, on: last },
          { ...made, kind: 'agreement-added', ...added },
          ...(ended === undefined
            ? []
            : [{ ...about(), kind: 'agreement-ended' as const, agreement: ended.agreement, on: '2026-02-01' as Day }]),
        ],
        null,
        true,
      );
      const rest = await coverage.em.execute<Record<string, unknown>[]>(
        `select a.agreement::text, i.isil as participant, a.profile, a.activity, a.level, a.current_level as "currentLevel",
                a.language_coverage as "languageCoverage", a.valid_from::text as "from", a.valid_to::text as "to",
                a.titles, a.copies, a.plan::text, a.named
           from agreement a join participant i on i.number = a.participant`,
      );
      const ends = (it: Record<string, unknown>): string => {
        const days = [String(it['to'])];
        if (it['participant'] === closing.isil) days.push(last);
        if (it['agreement'] === ended?.agreement) days.push('2026-02-01');
        return days.toSorted()[0]!;
      };
      const told = rest.map((it) =>
        AgreementChangedV1.of({ ...present(it), to: ends(it), version: ++versions + 100_000 } as never),
      );
      const real = present({ ...added, agreement: made.id, plan: randomUUID(), named: [], version: 1 });
      await coverage.hear(
        ParticipantChangedV1.of({
          isil: closing.isil,
          version: closing.version + 1,
          name: 'Dicht',
          kind: 'library',
          from: closing.from ?? '2020-01-01',
          to: last,
        } as never),
        ...told,
        AgreementChangedV1.of(real as never),
      );
      await endPlans(closing.isil, last);
      expect(comparable(branches[0]!.flags)).toEqual(comparable(await open()));
    });
  }, 600_000);

  it('a later day comes to what that day comes to', async () => {
    await whatever(async (seed) => {
      const on = (['2026-12-31', '2027-06-01', '2029-12-31'] as const)[seed % 3]!;
      fc.pre(on > coverage.clock.today());
      const { live: then, branches } = await evaluate([], on);
      const plan = await currentPlan();
      const again = await evaluate(saidAgain(plan.profiles), on);
      await coverage.newDay(on);
      const flags = comparable(await open(), true);
      expect(comparable(then.flags, true)).toEqual(flags);
      expect(comparable(branches[0]!.flags, true)).toEqual(flags);
      expect(comparable(again.branches[0]!.flags, true)).toEqual(flags);
    });
  }, 600_000);
});

/** A promise to keep all that a participant has of a profile, whether the plan has that or not. */
function keeping(profile: string) {
  return ({ isil }: { isil: string }) => ({
    commitment: randomUUID(),
    version: 1,
    participant: isil,
    policy: 'proef',
    state: 'active' as const,
    profile,
  });
}

/** An object without what is null. */
function present(it: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(it).filter(([, value]) => value !== null));
}

/** Submits anew, as ending on a day, what a participant submitted. */
async function endPlans(isil: string, last: Day): Promise<void> {
  const plans = await coverage.em.execute<{ plan: string; from: string; lines: object[]; name: string; to: string }[]>(
    `select p.plan::text, p.valid_from::text as "from", least(p.valid_to, ?::date)::text as "to", p.lines, p.name
       from acquisition_plan p join participant i on i.number = p.participant
      where i.isil = ? and p.state in ('submitted', 'accepted') and p.lines <> '[]'`,
    [last, isil],
  );
  await coverage.hear(
    ...plans.map(({ plan, from, to, lines, name }) =>
      AcquisitionPlanSubmittedV1.of({
        plan,
        version: ++versions + 100_000,
        participant: isil,
        name: name ?? 'x',
        from: from ?? '2026-01-01',
        to,
        lines: lines.map((line) => ({ ...line, to })),
      } as never),
    ),
  );
}
