import { type Activity, atLeast, covers, type Day, type Isil, type Level } from '#libs/kernel';
import {
  type Asked,
  type Attendance,
  barred,
  type Capacities,
  FARTHEST,
  type Fit,
  takesPart,
  Weighing,
} from './capacity.ts';
import type { Target } from './collection-plan.ts';
import { highest } from './responsible.ts';

/** What a plan owner sets for a division. */
export interface DivisionSettings {
  /** Nobody carries more than so many times an even share. */
  readonly factor: number;
  /** Whether agreements that there are may end. */
  readonly moves: boolean;
}

export const DEFAULT_FACTOR = 1.5;

/** Who is responsible for a task already, by all its agreements for it that are in force. */
export interface Standing {
  readonly participant: Isil;
  readonly atLevel: boolean;
  readonly declared: Level | null;
  readonly agreements: readonly string[];
}

/** Somebody who could take a task on, or commit itself to its level; by its place among all who could, from 1. */
export interface Option {
  readonly participant: Attendance;
  readonly fit: Fit;
  readonly kind: 'takes-on' | 'raises';
  readonly declared: Level | null;
  readonly place: number;
}

/** An activity of a profile that the plan asks for. */
export interface Task {
  readonly asked: Asked & { readonly level: Level };
  readonly target: Target;
  readonly minimum: number;
  readonly maximum: number | null;
  readonly standing: readonly Standing[];
  readonly options: readonly Option[];
  /** How many could take it on; of very many, not all are options. */
  readonly able: number;
  /** How many could take it on but for the level, which is too far away. */
  readonly tooFar: number;
}

/** Everything that a division follows from. What is told in another order is the same. */
export interface DivisionProblem {
  readonly settings: DivisionSettings;
  readonly on: Day;
  readonly tasks: readonly Task[];
  /** Who takes part, by ISIL, with what it carries now and may carry at most. */
  readonly carriers: readonly { readonly isil: Isil; readonly carries: number; readonly most: number }[];
  /** What all would carry if all carried as much. */
  readonly evenShare: number;
}

/** So many options are weighed together, and of a task always so many (ours): more take minutes to prove the best. */
const OPTIONS = 40_000;
const OF_A_TASK = 60;

/** What there is to divide, who could do it, and what each may carry. */
export function divisionProblem(known: Capacities, settings: DivisionSettings): DivisionProblem {
  const weighing = new Weighing(known);
  const participants = known.participants.toSorted((one, other) => (one.isil < other.isil ? -1 : 1));
  const taking = participants.filter((it) => takesPart(it, known.on));
  const made = Map.groupBy(known.agreements, ({ profile, activity }) => `${profile} ${activity}`);
  const tasks = known.plan.profiles
    .flatMap((profile) => profile.targets.map((target) => ({ profile, target })))
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .map(({ profile, target }) =>
      taskOf(
        { profile, activity: target.activity, level: target.level },
        target,
        participants,
        made.get(`${profile.code} ${target.activity}`) ?? [],
        weighing,
      ),
    );
  const needed = tasks.reduce((sum, { minimum, standing }) => sum + Math.max(minimum, standing.length), 0);
  const evenShare = taking.length === 0 ? 0 : needed / taking.length;
  const limit = Math.max(1, Math.ceil(evenShare * settings.factor - 1e-9));
  const each = Math.max(OF_A_TASK, Math.floor(OPTIONS / tasks.length));
  return {
    settings,
    on: known.on,
    tasks: tasks.map((task, at) => Object.assign(task, { options: someOf(task.options, each, at) })),
    carriers: taking.map(({ isil }) => {
      const carries = weighing.loadOf(isil).responsibilities;
      const beside = carries - tasks.filter(({ standing }) => standing.some((it) => it.participant === isil)).length;
      return { isil, carries, most: settings.moves ? Math.max(limit, beside) : Math.max(limit, carries) };
    }),
    evenShare,
  };
}

/** Of many options half the best, and half in turn from the others, so that all tasks together leave nobody out. */
function someOf(options: readonly Option[], most: number, turn: number): readonly Option[] {
  if (options.length <= most) return options;
  const best = Math.ceil(most / 2);
  const others = options.slice(best);
  const first = (turn * (most - best)) % others.length;
  const theirs = others.concat(others).slice(first, first + most - best);
  return [...options.slice(0, best), ...theirs].toSorted((one, other) => one.place - other.place);
}

function placeOf({ profile, target }: { profile: { code: string }; target: { activity: Activity } }): string {
  return `${profile.code} ${target.activity}`;
}

function taskOf(
  asked: Task['asked'],
  target: Target,
  participants: readonly Attendance[],
  made: Capacities['agreements'],
  weighing: Weighing,
): Task {
  const { on } = weighing.it;
  const agreements = Map.groupBy(
    made.filter((it) => covers(it, on)),
    ({ participant }) => participant,
  );
  const standing = [...agreements]
    .map(([participant, theirs]): Standing => ({
      participant,
      atLevel: theirs.some(({ level }) => atLeast(level, asked.level)),
      declared: highest(theirs.map(({ currentLevel }) => currentLevel)),
      agreements: theirs.map(({ agreement }) => agreement).toSorted(),
    }))
    .toSorted((one, other) => (one.participant < other.participant ? -1 : 1));
  const could = participants.flatMap((participant) => {
    const because = barred(participant, asked, { agreements: made, on });
    if (because !== null && because !== 'below') return [];
    const fit = weighing.fitOf(asked, participant.isil);
    return [{ participant, fit, kind: because === 'below' ? ('raises' as const) : ('takes-on' as const) }];
  });
  const near = could.filter(({ fit }) => fit.short <= FARTHEST);
  const best = near.toSorted(
    (one, other) => other.fit.total - one.fit.total || (one.participant.isil < other.participant.isil ? -1 : 1),
  );
  return {
    asked,
    target,
    minimum: Math.max(1, target.minimumParticipants ?? 1),
    maximum: target.maximumParticipants,
    standing,
    options: best.map(({ participant, fit, kind }, at) => ({
      participant,
      fit,
      kind,
      declared: fit.declared,
      place: at + 1,
    })),
    able: best.length,
    tooFar: could.length - near.length,
  };
}

/** What a solution chose: by place of the task, and by ISIL. */
export interface Chosen {
  readonly takes: readonly { readonly task: number; readonly participant: Isil }[];
  readonly ends: readonly { readonly task: number; readonly participant: Isil }[];
}
