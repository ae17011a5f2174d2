import { atLeast, type Level } from '#libs/kernel';
import type { Chosen, DivisionProblem, Task } from './division.ts';

/**
 * What a division is weighed by, in points: a fit is worth a hundred at most. A gap that stays open weighs more than
 * whatever it takes to close it, so that a gap is left open only where nobody can close it.
 */
export const WEIGHTS = {
  /** Each participant that is lacking at the level. */
  lacking: 1000,
  /** Nobody at all is responsible. */
  unowned: 1000,
  /** Nobody responsible says it has the level, while others say that they have a lower one. */
  undeclared: 900,
  /** Each participant at the level above the maximum. */
  tooMany: 200,
  /** An agreement that there is ends. */
  ends: 60,
  /** Somebody takes a task on, and for each point that it fits less than wholly 1 more. */
  takesOn: 20,
  /** Somebody who has the task commits itself to the level. */
  raises: 10,
  /** Each task that somebody carries above an even share. */
  aboveShare: 10,
} as const;
const WHOLLY = 100;
/** All that breaks ties comes to less than one point together. */
const TIES = 0.5;

/** An integer programme in the LP format, and the tasks and carriers that its variables stand for. */
export interface Programme {
  readonly text: string;
  /** Variables that are 0 or 1. */
  readonly binaries: readonly string[];
}

/**
 * Writes a division as an integer programme: the same text whatever the order of the facts. `x3_7` is that carrier 7
 * takes on task 3, `k3_7` that it keeps it; what is lacking, too much or above an even share is counted beside them.
 * Of what is equal, the lowest ISIL goes first.
 */
export function programmeOf(problem: DivisionProblem): Programme {
  const writing = new Writing(problem);
  problem.tasks.forEach((task, at) => writing.task(task, at));
  problem.carriers.forEach((_, at) => writing.carrier(at));
  return writing.programme();
}

/** What a solution chose, by the variables that are 1. */
export function chosenIn(problem: DivisionProblem, chosen: ReadonlySet<string>): Chosen {
  const of = (name: string): { task: number; participant: string } => {
    const [task, carrier] = name.slice(1).split('_').map(Number);
    return { task: task!, participant: problem.carriers[carrier!]!.isil };
  };
  const { binaries } = programmeOf(problem);
  return {
    takes: binaries.filter((name) => name.startsWith('x') && chosen.has(name)).map(of),
    ends: binaries.filter((name) => name.startsWith('k') && !chosen.has(name)).map(of),
  };
}

interface Term {
  readonly name: string;
  readonly times: number;
}

/** Somebody who is, or would be, responsible for a task: a variable, or for certain. */
interface Responsible {
  readonly name: string | null;
  readonly atLevel: boolean;
  readonly declared: Level | null;
}

class Writing {
  private readonly objective: Term[] = [];
  private readonly rows: string[] = [];
  private readonly bounds: string[] = [];
  private readonly binaries: string[] = [];
  private readonly places: ReadonlyMap<string, number>;
  private readonly carried: string[][];
  private readonly fixed: number[];
  private readonly tie: number;

  constructor(private readonly problem: DivisionProblem) {
    const { carriers, tasks } = problem;
    this.places = new Map(carriers.map(({ isil }, at) => [isil, at]));
    this.carried = carriers.map(() => []);
    this.fixed = carriers.map(({ carries }) => carries);
    const slots = tasks.reduce((all, { minimum, standing }) => all + minimum + 1 + standing.length, 1);
    this.tie = TIES / (slots * (carriers.length + 1));
  }

  task({ standing, options, minimum, maximum, asked }: Task, at: number): void {
    const some: Responsible[] = [];
    for (const { participant, atLevel, declared } of standing) {
      const carrier = this.places.get(participant);
      if (!this.problem.settings.moves || carrier === undefined) some.push({ name: null, atLevel, declared });
      else some.push({ name: this.keep(at, carrier), atLevel, declared });
    }
    for (const { participant, fit, kind, declared } of options) {
      const carrier = this.places.get(participant.isil)!;
      const name = `x${at}_${carrier}`;
      this.binaries.push(name);
      this.cost(
        name,
        WEIGHTS[kind === 'raises' ? 'raises' : 'takesOn'] + WHOLLY - fit.total + this.tie * (carrier + 1),
      );
      if (kind === 'takes-on') this.carried[carrier]!.push(name);
      else if (this.problem.settings.moves) this.row(`${name} - k${at}_${carrier}`, '<=', 0);
      some.push({ name, atLevel: true, declared });
    }
    const atLevel = some.filter((it) => it.atLevel);
    this.atLeast(atLevel, minimum, `s${at}`, WEIGHTS.lacking);
    this.atLeast(some, 1, `u${at}`, WEIGHTS.unowned);
    if (maximum !== null) this.atMost(atLevel, maximum, `m${at}`, WEIGHTS.tooMany);
    this.declare(some, asked.level, at);
  }

  /** What somebody carries is no more than it may, and weighs more above an even share. */
  carrier(at: number): void {
    const { most } = this.problem.carriers[at]!;
    const names = this.carried[at]!;
    if (names.length === 0) return;
    const fixed = this.fixed[at]!;
    this.row(sum(names), '<=', most - fixed);
    this.slack(`o${at}`, names.length + fixed, WEIGHTS.aboveShare);
    this.row(`${sum(names)} - o${at}`, '<=', Math.ceil(this.problem.evenShare - 1e-9) - fixed);
  }

  programme(): Programme {
    // A programme without variables has no LP text that can be read: this one always has one.
    this.bounds.push('0 <= none <= 0');
    const objective = [{ name: 'none', times: 0 }, ...this.objective].map(
      ({ name, times }) => ` + ${times.toFixed(9)} ${name}`,
    );
    const text = [
      'Minimize',
      ' cost:',
      ...objective,
      'Subject To',
      ' r: none >= 0',
      ...this.rows,
      'Bounds',
      ...this.bounds.map((it) => ` ${it}`),
      ...(this.binaries.length === 0 ? [] : ['Binaries', ...this.binaries.map((it) => ` ${it}`)]),
      'End',
      '',
    ].join('\n');
    return { text, binaries: this.binaries };
  }

  private keep(task: number, carrier: number): string {
    const name = `k${task}_${carrier}`;
    this.binaries.push(name);
    this.carried[carrier]!.push(name);
    this.fixed[carrier]! -= 1;
    // Ending costs: keeping saves as much, less what breaks ties.
    this.cost(name, -WEIGHTS.ends + this.tie * (carrier + 1));
    return name;
  }

  private atLeast(some: readonly Responsible[], least: number, lacking: string, weight: number): void {
    const missing = least - some.filter(({ name }) => name === null).length;
    if (missing <= 0) return;
    this.slack(lacking, missing, weight);
    this.row(`${sum(namesOf(some))} + ${lacking}`, '>=', missing);
  }

  private atMost(some: readonly Responsible[], most: number, above: string, weight: number): void {
    const names = namesOf(some);
    if (names.length === 0) return;
    this.slack(above, some.length, weight);
    this.row(`${sum(names)} - ${above}`, '<=', most - (some.length - names.length));
  }

  /** If anybody says it has a lower level than is asked, somebody else is to say that it has the level. */
  private declare(some: readonly Responsible[], level: Level, task: number): void {
    const has = some.filter(({ declared }) => declared !== null && atLeast(declared, level));
    if (has.some(({ name }) => name === null)) return;
    const lower = some.filter(({ declared }) => declared !== null && !atLeast(declared, level));
    if (lower.length === 0) return;
    const undeclared = `c${task}`;
    this.slack(undeclared, 1, WEIGHTS.undeclared);
    const enough = `${sum(namesOf(has))} + ${undeclared}`;
    if (lower.some(({ name }) => name === null)) this.row(enough, '>=', 1);
    else for (const { name } of lower) this.row(`${enough} - ${name!}`, '>=', 0);
  }

  private slack(name: string, most: number, weight: number): void {
    this.cost(name, weight);
    this.bounds.push(`0 <= ${name} <= ${most}`);
  }

  private cost(name: string, times: number): void {
    this.objective.push({ name, times });
  }

  private row(left: string, is: '<=' | '>=', right: number): void {
    this.rows.push(` r${this.rows.length}: ${left} ${is} ${right}`);
  }
}

function namesOf(some: readonly Responsible[]): string[] {
  return some.flatMap(({ name }) => name ?? []);
}

/** A sum over lines that no reader finds too long; of nothing, it is 0. */
function sum(names: readonly string[]): string {
  return names.length === 0 ? '0 none' : names.join('\n  + ');
}
