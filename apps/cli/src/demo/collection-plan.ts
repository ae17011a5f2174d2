import { LEVELS, type Activity, type Level } from '#libs/kernel';
import { parse } from 'yaml';

/** What the demo needs to know of the plan file: which level it asks of which subject. */
export interface DemoSubject {
  /** NBC main class. */
  readonly nbc: string;
  readonly profile: string;
  readonly name: string;
  readonly levels: Partial<Record<Activity, Level>>;
}

interface PlanFile {
  readonly profiles: readonly {
    readonly code: string;
    readonly name: { readonly nl: string };
    readonly targets: Partial<Record<Activity, { readonly level: Level }>>;
  }[];
}

export function subjectsOf(planText: string): DemoSubject[] {
  const { profiles } = parse(planText) as PlanFile;
  return profiles.map(({ code, name, targets }) => ({
    nbc: code.slice('nbc-'.length),
    profile: code,
    name: name.nl,
    levels: Object.fromEntries(Object.entries(targets).map(([activity, { level }]) => [activity, level])),
  }));
}

/** So many steps above or below a level, as far as the scale goes. */
export function stepsFrom(level: Level, steps: number): Level {
  const at = (LEVELS as readonly string[]).indexOf(level) + steps;
  return LEVELS[Math.min(Math.max(at, 1), LEVELS.length - 1)]!;
}
