import { FLAG_KINDS, type FlagKind } from '#libs/contracts';
import { covers, type Isil } from '#libs/kernel';
import { type Page, pageOf, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Profile } from '../model/collection-plan.ts';
import { difference, type Flag } from '../model/flag.ts';
import { RULE_TEXTS } from '../model/rule-texts.ts';
import { SEVERITY } from '../model/severity.ts';
import type { Evaluation, Judged } from '../store/scenario-evaluation.ts';
import type {
  EffectRow,
  OutcomeFigureRow,
  OutcomeFlagFilter,
  OutcomeFlagRow,
  OutcomeFlagsRequest,
  OutcomeProfileRow,
  OutcomeRow,
  OutcomeTotalsRow,
  SizesRow,
} from './scenario-rows.ts';

/** The first scenario of an evaluation, beside the second if there is one, else beside what is. */
interface Compared {
  readonly scenario: Judged;
  readonly against: Judged | null;
}

function comparedIn({ branches: [scenario, against] }: Evaluation): Compared {
  return { scenario: scenario!, against: against ?? null };
}

/** What does the first scenario come to, in figures? */
export async function outcomeFigures(
  em: EntityManager,
  evaluation: Evaluation,
): Promise<Omit<OutcomeRow, 'scenario' | 'against'>> {
  const { plan, on, branches } = evaluation;
  const figures = await figuresOf(em, evaluation);
  const codes = profilesIn(evaluation).map(({ code }) => code);
  return {
    on,
    plan: `${plan.plan}/${plan.version}`,
    counted: codes.filter((code) => branches.some((it) => it.counted.includes(code))),
    totals: totalsOf(figures, branches.length > 1),
    figures,
    profiles: sizesIn(evaluation),
  };
}

/** The profiles of the plan in force, then those that the scenarios add. */
function profilesIn({ plan, branches }: Evaluation): Profile[] {
  const all = [plan, ...branches.map(({ branch }) => branch.plan)].flatMap(({ profiles }) => profiles);
  const codes = new Set<string>();
  return all.filter(({ code }) => codes.size < codes.add(code).size);
}

async function figuresOf(em: EntityManager, evaluation: Evaluation): Promise<OutcomeFigureRow[]> {
  const { scenario, against } = comparedIn(evaluation);
  const { live } = evaluation;
  const { raised, updated, cleared } = difference((against ?? live).flags, scenario.flags);
  const counts = [live.flags, scenario.flags, against?.flags ?? [], raised, updated, cleared].map(counted);
  const [judged, its, others, up, other, down] = counts as [Counts, Counts, Counts, Counts, Counts, Counts];
  const open = evaluation.whole ? judged : await openCounts(em);
  return profilesIn(evaluation).flatMap(({ code, name }) =>
    FLAG_KINDS.flatMap((kind) => {
      const of = (some: Counts): number => some.get(`${code} ${kind}`) ?? 0;
      const unseen = of(open) - of(judged);
      const row = {
        profile: code,
        name,
        kind,
        live: of(open),
        against: against === null ? null : unseen + of(others),
        scenario: unseen + of(its),
        raised: of(up),
        cleared: of(down),
        changed: of(other),
      };
      return row.live + row.scenario + (row.against ?? 0) === 0 ? [] : [row];
    }),
  );
}

type Counts = ReadonlyMap<string, number>;

function counted(flags: readonly Flag[]): Counts {
  const groups = Map.groupBy(flags, ({ profile, kind }) => `${profile} ${kind}`);
  return new Map([...groups].map(([key, some]) => [key, some.length]));
}

async function openCounts(em: EntityManager): Promise<Counts> {
  const rows = await em.execute<{ profile: string; kind: FlagKind; count: number }[]>(
    `select profile, kind, count(*)::int as count from flag where cleared_at is null group by profile, kind`,
  );
  return new Map(rows.map(({ profile, kind, count }) => [`${profile} ${kind}`, count]));
}

function totalsOf(figures: readonly OutcomeFigureRow[], compared: boolean): OutcomeTotalsRow {
  const sum = (of: (row: OutcomeFigureRow) => number): number => figures.reduce((total, row) => total + of(row), 0);
  return {
    live: sum(({ live }) => live),
    against: compared ? sum(({ against }) => against ?? 0) : null,
    scenario: sum(({ scenario }) => scenario),
    raised: sum(({ raised }) => raised),
    cleared: sum(({ cleared }) => cleared),
    changed: sum(({ changed }) => changed),
  };
}

function sizesIn(evaluation: Evaluation): OutcomeProfileRow[] {
  const { scenario, against } = comparedIn(evaluation);
  const sizes = (judged: Judged | null, code: string): SizesRow | null =>
    judged !== null && judged.statistics.has(code) ? sizesOf(judged, code, evaluation.on) : null;
  return profilesIn(evaluation)
    .filter(({ code }) => evaluation.touched.has(code))
    .map(({ code, name }) => ({
      profile: code,
      name,
      live: sizes(evaluation.live, code),
      against: sizes(against, code),
      scenario: sizes(scenario, code),
    }));
}

function sizesOf({ statistics, agreements }: Judged, code: string, on: Evaluation['on']): SizesRow {
  const standing = agreements.filter((it) => it.profile === code && covers(it, on));
  return {
    titles: statistics.get(code)?.titles ?? 0,
    responsible: new Set(standing.map(({ participant }) => participant)).size,
    agreedTitles: standing.reduce((sum, { titles }) => sum + titles, 0),
    agreedCopies: standing.reduce((sum, { copies }) => sum + copies, 0),
  };
}

/** How many flags a branch raises, clears and changes, beside what is. */
export function effectOf({ live }: Evaluation, branch: Judged): EffectRow {
  const { raised, cleared, updated } = difference(live.flags, branch.flags);
  return { raised: raised.length, cleared: cleared.length, changed: updated.length };
}

/** Which flags does the first scenario raise, clear or change, the most pressing first? */
export function outcomeFlags(
  evaluation: Evaluation,
  names: ReadonlyMap<Isil, string>,
  { profile, kind, what }: OutcomeFlagFilter,
): OutcomeFlagRow[] {
  const { scenario, against } = comparedIn(evaluation);
  const compared = (against ?? evaluation.live).flags;
  const before = new Map(compared.map((flag) => [flag.id, flag]));
  const { raised, updated, cleared } = difference(compared, scenario.flags);
  const called = new Map(profilesIn(evaluation).map(({ code, name }) => [code, name]));
  const row = (flag: Flag, its: OutcomeFlagRow['what']): OutcomeFlagRow => ({
    id: flag.id,
    what: its,
    kind: flag.kind,
    severity: SEVERITY[flag.kind],
    profile: flag.profile,
    profileName: called.get(flag.profile) ?? { nl: flag.profile },
    activity: flag.activity,
    subject: flag.subject,
    participants: flag.participants.map((isil) => ({ isil, name: names.get(isil) ?? isil })),
    rule: RULE_TEXTS[flag.kind],
    evidence: flag.evidence,
    before: its === 'changed' ? (before.get(flag.id)?.evidence ?? null) : null,
  });
  return [
    ...raised.map((flag) => row(flag, 'raised')),
    ...cleared.map((flag) => row(flag, 'cleared')),
    ...updated.map((flag) => row(flag, 'changed')),
  ]
    .filter(
      (it) => (profile ?? it.profile) === it.profile && (kind ?? it.kind) === it.kind && (what ?? it.what) === it.what,
    )
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

/** A part of those flags, after a place among them. */
export function pageOfFlags(
  flags: readonly OutcomeFlagRow[],
  { after, limit }: OutcomeFlagsRequest,
): Page<OutcomeFlagRow> {
  const place = valuesOf(after, 1);
  const rest = place === null ? flags : flags.filter((flag) => orderOf(flag) > place[0]!);
  return pageOf(rest.slice(0, limit + 1), limit, (last) => placeOf(orderOf(last)));
}

function orderOf({ severity, what, profile, id }: OutcomeFlagRow): string {
  return [['high', 'medium', 'low'].indexOf(severity), what, profile, id].join(' ');
}
