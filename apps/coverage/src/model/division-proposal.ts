import type { FlagKind, LocalisedName } from '#libs/contracts';
import { type Activity, addDays, type Day, type Isil, type Level } from '#libs/kernel';
import { undertakingOf, type Undertaking } from './candidates.ts';
import type { Capacities, Fit } from './capacity.ts';
import { whatRemains, whyEnding, whyTaking } from './division-words.ts';
import type { Chosen, DivisionProblem, Option, Task } from './division.ts';
import type { Sentence } from './difference-words.ts';
import { gapLevel } from './gap-level.ts';
import { gapRedundancy } from './gap-redundancy.ts';
import { gapUnowned } from './gap-unowned.ts';
import { responsibleFor } from './responsible.ts';
import type { AgreedQuantity } from './scenario-branch.ts';

/** The gaps that a division is about: those that follow from who is responsible alone. */
const RULES = [gapUnowned, gapLevel, gapRedundancy] as const;

interface About {
  readonly profile: string;
  readonly profileName: LocalisedName;
  readonly activity: Activity;
  readonly level: Level;
}

/** One thing that a division proposes. */
export interface ProposalLine extends About {
  readonly kind: 'takes-on' | 'raises' | 'ends';
  readonly participant: { readonly isil: Isil; readonly name: string };
  /** Of who takes it on: how well it fits, and its place among who could. */
  readonly fit: Fit | null;
  readonly place: number | null;
  readonly ofOptions: number;
  /** Gaps of this task that the division as a whole closes. */
  readonly closes: readonly FlagKind[];
  readonly reason: Sentence;
  readonly undertaking: Undertaking | null;
  /** Agreements that end, and their last day. */
  readonly ends: { readonly agreements: readonly string[]; readonly on: Day } | null;
}

/** Why a task is not as the plan asks, after all that is proposed. */
export type RemainsBecause = 'nobody-near' | 'too-few' | 'full' | 'undeclared' | 'weighed';

export interface RemainingGap extends About {
  readonly gaps: readonly FlagKind[];
  readonly because: RemainsBecause;
  readonly reason: Sentence;
}

export interface DividedLoad {
  readonly participant: { readonly isil: Isil; readonly name: string };
  readonly before: number;
  readonly after: number;
  readonly most: number;
}

/** A division of responsibilities over all that the plan asks, as a proposal. */
export interface DivisionProposal {
  readonly on: Day;
  readonly evenShare: number;
  /** How many tasks the plan asks, and in how many of them nothing is lacking before and after. */
  readonly tasks: { readonly asked: number; readonly metBefore: number; readonly metAfter: number };
  readonly lines: readonly ProposalLine[];
  readonly closed: readonly (About & { readonly gap: FlagKind })[];
  readonly remaining: readonly RemainingGap[];
  readonly loads: readonly DividedLoad[];
}

/** Makes a proposal of what was chosen. What it promises is found by the rules themselves. */
export function proposalOf(known: Capacities, problem: DivisionProblem, chosen: Chosen): DivisionProposal {
  const takes = Map.groupBy(chosen.takes, ({ task }) => task);
  const leaves = Map.groupBy(chosen.ends, ({ task }) => task);
  const made = Map.groupBy(known.agreements, ({ profile, activity }) => `${profile} ${activity}`);
  const called = new Map(known.participants.map(({ isil, name }) => [isil, name]));
  const loads = loadsAfter(problem, chosen).map(({ isil, before, after, most }): DividedLoad => ({
    participant: { isil, name: called.get(isil) ?? isil },
    before,
    after,
    most,
  }));
  const full = new Set(loads.filter(({ after, most }) => after >= most).map(({ participant }) => participant.isil));
  const lines: ProposalLine[] = [];
  const closed: (About & { gap: FlagKind })[] = [];
  const remaining: RemainingGap[] = [];
  const tasks = { asked: problem.tasks.length, metBefore: 0, metAfter: 0 };
  for (const [at, task] of problem.tasks.entries()) {
    const about = aboutOf(task);
    const agreements = made.get(`${about.profile} ${about.activity}`) ?? [];
    const taking = (takes.get(at) ?? []).map(({ participant }) =>
      task.options.find((option) => option.participant.isil === participant)!,
    );
    const leaving = (leaves.get(at) ?? []).map(({ participant }) => participant);
    const before = gapsIn(task, agreements, known.on);
    const after = gapsIn(task, changed(task, agreements, taking, leaving, known), known.on);
    const closes = before.filter((kind) => !after.includes(kind));
    tasks.metBefore += before.length === 0 ? 1 : 0;
    tasks.metAfter += after.length === 0 ? 1 : 0;
    const line = { ...about, ofOptions: task.able, closes };
    for (const option of taking) lines.push({ ...line, ...takingOn(task, option, taking, full, known) });
    for (const isil of leaving) {
      lines.push({ ...line, ...ending(task, { isil, name: called.get(isil) ?? isil }, taking.length > 0, known) });
    }
    for (const gap of closes) closed.push({ ...about, gap });
    if (after.length > 0) {
      const because = remainsBecause(task, taking, after, full);
      remaining.push({ ...about, gaps: after, because, reason: whatRemains(because, task) });
    }
  }
  return { on: known.on, evenShare: problem.evenShare, tasks, lines, closed, remaining, loads };
}

type OfLine = Omit<ProposalLine, keyof About | 'ofOptions' | 'closes'>;

function takingOn(
  task: Task,
  option: Option,
  taking: readonly Option[],
  full: ReadonlySet<Isil>,
  known: Capacities,
): OfLine {
  const { kind, participant, fit, place } = option;
  return {
    kind,
    participant: { isil: participant.isil, name: participant.name },
    fit,
    place,
    reason: whyTaking(task, option, taking, full),
    undertaking: undertakingOf(task.asked, participant, fit, known),
    ends: null,
  };
}

function ending(task: Task, participant: OfLine['participant'], replaced: boolean, { on }: Capacities): OfLine {
  const { agreements } = task.standing.find((it) => it.participant === participant.isil)!;
  return {
    kind: 'ends',
    participant,
    fit: null,
    place: null,
    reason: whyEnding(task, replaced),
    undertaking: null,
    ends: { agreements, on: addDays(on, -1) },
  };
}

/** What each carries with what was chosen, by ISIL. */
export function loadsAfter(
  { carriers, tasks }: DivisionProblem,
  { takes, ends }: Chosen,
): { isil: Isil; before: number; after: number; most: number }[] {
  const after = new Map(carriers.map(({ isil, carries }) => [isil, carries]));
  const add = (isil: Isil, more: number): unknown => after.set(isil, after.get(isil)! + more);
  for (const { task, participant } of takes) {
    const option = tasks[task]!.options.find((it) => it.participant.isil === participant)!;
    if (option.kind === 'takes-on') add(participant, 1);
  }
  for (const { participant } of ends) add(participant, -1);
  return carriers.map(({ isil, carries, most }) => ({ isil, before: carries, after: after.get(isil)!, most }));
}

function aboutOf({ asked: { profile, activity, level } }: Task): About {
  return { profile: profile.code, profileName: profile.name, activity, level };
}

function changed(
  task: Task,
  agreements: readonly AgreedQuantity[],
  taking: readonly Option[],
  leaving: readonly Isil[],
  known: Capacities,
): AgreedQuantity[] {
  const last = addDays(known.on, -1);
  const ended = new Set(
    task.standing.filter(({ participant }) => leaving.includes(participant)).flatMap((it) => Array.from(it.agreements)),
  );
  return [
    ...agreements.map((it) => (ended.has(it.agreement) ? Object.assign({}, it, { to: last }) : it)),
    ...taking.map(({ participant, fit }, at) => {
      const { kind: _kind, ...terms } = undertakingOf(task.asked, participant, fit, known);
      return Object.assign(terms, { agreement: `proposed ${at}` });
    }),
  ];
}

function gapsIn(
  { asked: { profile, activity }, target }: Task,
  agreements: readonly AgreedQuantity[],
  on: Day,
): FlagKind[] {
  const responsible = responsibleFor(agreements, activity, on);
  const facts = {
    profile,
    target,
    responsible,
    on,
    statistics: { titles: 0, retained: [], held: new Map(), listed: new Map(), shared: [] },
  };
  return RULES.flatMap((rule) => rule(facts)).map(({ kind }) => kind);
}

function remainsBecause(
  task: Task,
  taking: readonly Option[],
  gaps: readonly FlagKind[],
  full: ReadonlySet<Isil>,
): RemainsBecause {
  const left = task.options.filter((option) => !taking.includes(option));
  if (gaps.every((kind) => kind === 'gap.level') && (taking.length > 0 || task.standing.some((it) => it.atLevel))) {
    return 'undeclared';
  }
  if (task.options.length === 0) return task.tooFar > 0 ? 'nobody-near' : 'too-few';
  if (left.length === 0) return 'too-few';
  return left.every(({ participant, kind }) => kind === 'takes-on' && full.has(participant.isil)) ? 'full' : 'weighed';
}
