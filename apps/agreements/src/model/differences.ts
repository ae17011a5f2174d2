import type { PlanLine } from '#libs/contracts';
import type { Activity } from '#libs/kernel';
import type { PlanContent } from './proposal.ts';

/** What a version of a plan says otherwise than another one. Budgets are in euro cents. */
export interface Difference {
  readonly kind: 'changed' | 'line-added' | 'line-removed' | 'titles-added' | 'titles-removed';
  /** The line it is about; absent when it is about the plan itself. */
  readonly line?: string;
  readonly profile?: string;
  readonly activity?: Activity;
  /** Which value changed. */
  readonly field?: string;
  readonly before?: string | number | null;
  readonly after?: string | number | null;
  /** How much more (or less, below zero) a number is. */
  readonly by?: number;
  /** The identifiers of titles that came or went, as they were written. */
  readonly titles?: string[];
  /** The same in a sentence. */
  readonly says: string;
}

const PLAN_FIELDS = ['name', 'from', 'to'] as const;
const LINE_FIELDS = [
  'level',
  'currentLevel',
  'goalLevel',
  'titles',
  'copies',
  'budget',
  'from',
  'to',
  'retainUntil',
] as const;
const CALLED: Record<string, string> = {
  currentLevel: 'current level',
  goalLevel: 'goal level',
  budget: 'budget (cents)',
  from: 'first day',
  to: 'last day',
  retainUntil: 'kept until',
};

/** What `after` says otherwise than `before`: of the plan itself, then of its lines in their order. */
export function differences(before: PlanContent, after: PlanContent): Difference[] {
  const earlier = new Map(before.lines.map((line) => [line.line, line]));
  const later = new Set(after.lines.map(({ line }) => line));
  return [
    ...PLAN_FIELDS.flatMap((field) => changed(field, before[field], after[field])),
    ...before.lines.filter(({ line }) => !later.has(line)).map((line) => whole('line-removed', line)),
    ...after.lines.flatMap((line) => {
      const was = earlier.get(line.line);
      return was === undefined ? [whole('line-added', line)] : inLine(was, line);
    }),
  ];
}

function inLine(before: PlanLine, after: PlanLine): Difference[] {
  return [
    ...LINE_FIELDS.flatMap((field) => changed(field, before[field], after[field], after)),
    ...named('titles-removed', 'no longer names', after, missing(before, after)),
    ...named('titles-added', 'also names', after, missing(after, before)),
  ];
}

function changed(
  field: string,
  before: string | number | undefined,
  after: string | number | undefined,
  line?: PlanLine,
): Difference[] {
  if (before === after) return [];
  const by = (typeof after === 'number' ? after : 0) - (typeof before === 'number' ? before : 0);
  const isNumber = typeof before === 'number' || typeof after === 'number';
  const more = isNumber ? ` (${by > 0 ? '+' : ''}${by})` : '';
  const says = `${CALLED[field] ?? field} was ${before ?? 'not given'} and is ${after ?? 'not given'}${more}`;
  return [
    {
      kind: 'changed',
      ...(line === undefined ? {} : about(line)),
      field,
      before: before ?? null,
      after: after ?? null,
      ...(isNumber ? { by } : {}),
      says: line === undefined ? says : `${called(line)}: ${says}`,
    },
  ];
}

function whole(kind: 'line-added' | 'line-removed', line: PlanLine): Difference {
  const what = kind === 'line-added' ? 'was added' : 'was removed';
  return { kind, ...about(line), says: `${called(line)} ${what} (${line.titles} titles, ${line.copies} copies)` };
}

function named(kind: 'titles-added' | 'titles-removed', verb: string, line: PlanLine, titles: string[]): Difference[] {
  if (titles.length === 0) return [];
  const says = `${called(line)} ${verb} ${titles.length} ${titles.length === 1 ? 'title' : 'titles'}`;
  return [{ kind, ...about(line), by: kind === 'titles-added' ? titles.length : -titles.length, titles, says }];
}

/** Titles that `one` names and `other` does not, as they were written. */
function missing(one: PlanLine, other: PlanLine): string[] {
  const there = new Set(other.named.map(({ key }) => key));
  return one.named.filter(({ key }) => !there.has(key)).map(({ identifier }) => identifier);
}

function about({ line, profile, activity }: PlanLine): Pick<Difference, 'line' | 'profile' | 'activity'> {
  return { line, profile, activity };
}

function called({ profile, activity, languageCoverage }: PlanLine): string {
  return `${profile}, ${activity}${languageCoverage === undefined ? '' : `, language ${languageCoverage}`}`;
}
