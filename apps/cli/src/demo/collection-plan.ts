import { LEVELS, type Activity, type Level } from '#libs/kernel';
import { parse } from 'yaml';

/** What the demo needs to know of the plan file: which level it asks of which subject. */
export interface DemoSubject {
  /** NBC main class. */
  readonly nbc: string;
  readonly profile: string;
  readonly name: string;
  readonly levels: Partial<Record<Activity, Level>>;
  /** Classes of DDC that the plan's crosswalk leads to it; there may be none. */
  readonly ddc: readonly string[];
}

interface PlanFile {
  readonly crosswalks: readonly { readonly rules: string }[];
  readonly profiles: readonly {
    readonly code: string;
    readonly name: { readonly nl: string };
    readonly targets: Partial<Record<Activity, { readonly level: Level }>>;
  }[];
}

export function subjectsOf(planText: string): DemoSubject[] {
  const { profiles, crosswalks } = parse(planText) as PlanFile;
  const led = crosswalks.flatMap(({ rules }) => rules.trim().split('\n')).map((rule) => rule.split(';'));
  return profiles.map(({ code, name, targets }) => ({
    nbc: code.slice('nbc-'.length),
    profile: code,
    name: name.nl,
    levels: Object.fromEntries(Object.entries(targets).map(([activity, { level }]) => [activity, level])),
    ddc: led.flatMap(([from = '', to]) => (to === code.slice('nbc-'.length) ? classesIn(from) : [])),
  }));
}

/** The three-digit classes of a range of DDC. */
function classesIn(range: string): string[] {
  const [first = 0, last = first] = range.split('..').map(Number);
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(3, '0'));
}

/** So many steps above or below a level, as far as the scale goes. */
export function stepsFrom(level: Level, steps: number): Level {
  const at = (LEVELS as readonly string[]).indexOf(level) + steps;
  return LEVELS[Math.min(Math.max(at, 1), LEVELS.length - 1)]!;
}
