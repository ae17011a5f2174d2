import { randomUUID } from 'node:crypto';
import { AgreementChangedV1, AcquisitionPlanSubmittedV1, ParticipantChangedV1, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Profile } from '../src/model/collection-plan.ts';
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
      const before = await kept();
      const { branches } = await evaluate(changes, null, true);
      expect(await kept()).toEqual(before);
      await adopt(`${planAsYaml(branches[0]!.branch.plan)}# ${++versions}\n`);
      expect(comparable(branches[0]!.flags)).toEqual(comparable(await open()));
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
