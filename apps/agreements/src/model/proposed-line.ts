import {
  INDEFINITELY,
  LANGUAGE_COVERAGES,
  type LanguageCoverage,
  type NamedTitle,
  type PlanLine,
} from '#libs/contracts';
import {
  ACTIVITIES,
  type Activity,
  day,
  isLevel,
  type Level,
  LEVELS,
  period,
  type Period,
  keyOfIdentifier,
} from '#libs/kernel';
import { lineId } from './ids.ts';
import type { Mistakes } from './mistakes.ts';

const MOST = 1_000_000_000;
export const LONGEST_NAME = 500;

/** What a collection manager wrote down of one line, not yet checked. Missing values are absent or null. */
export interface ProposedLine {
  readonly profile: string;
  readonly activity: string;
  readonly level: string;
  readonly currentLevel?: string | null | undefined;
  readonly goalLevel?: string | null | undefined;
  readonly languageCoverage?: string | null | undefined;
  readonly titles: number;
  readonly copies: number;
  /** In euro cents. */
  readonly budget?: number | null | undefined;
  /** Of the line alone; the plan's where absent. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** A day, or `indefinite`. */
  readonly retainUntil?: string | null | undefined;
  readonly named: readonly { readonly identifier: string; readonly title?: string | null | undefined }[];
}

/**
 * Reads a line of the plan with this id. Mistakes are added with their place; what is then given has them still, so that
 * the others are found as well.
 */
export function readLine(
  plan: string,
  line: ProposedLine,
  whole: Period | undefined,
  at: string,
  mistakes: Mistakes,
): PlanLine {
  if (line.profile.trim() === '') mistakes.add(`${at}.profile`, 'a line is about a profile');
  if (!(ACTIVITIES as readonly string[]).includes(line.activity)) {
    mistakes.add(`${at}.activity`, `'${line.activity}' is not an activity; use one of ${ACTIVITIES.join(', ')}`);
  }
  if (line.languageCoverage != null && !(LANGUAGE_COVERAGES as readonly string[]).includes(line.languageCoverage)) {
    mistakes.add(
      `${at}.languageCoverage`,
      `'${line.languageCoverage}' is not a language coverage; use one of ${LANGUAGE_COVERAGES.join(', ')}`,
    );
  }
  refuseLevel(line.level, `${at}.level`, mistakes);
  if (line.currentLevel != null) refuseLevel(line.currentLevel, `${at}.currentLevel`, mistakes);
  if (line.goalLevel != null) refuseLevel(line.goalLevel, `${at}.goalLevel`, mistakes);
  refuseQuantity(line.titles, `${at}.titles`, mistakes);
  refuseQuantity(line.copies, `${at}.copies`, mistakes);
  if (line.budget != null) refuseQuantity(line.budget, `${at}.budget`, mistakes, 100 * MOST);
  refusePeriod(line, whole, at, mistakes);
  refuseRetention(line, at, mistakes);
  const profile = line.profile.trim();
  const activity = line.activity as Activity;
  const language = (line.languageCoverage ?? null) as LanguageCoverage | null;
  return {
    line: lineId(plan, profile, activity, language),
    profile,
    activity,
    level: line.level as Level,
    ...(line.currentLevel == null ? {} : { currentLevel: line.currentLevel as Level }),
    ...(line.goalLevel == null ? {} : { goalLevel: line.goalLevel as Level }),
    ...(language === null ? {} : { languageCoverage: language }),
    titles: line.titles,
    copies: line.copies,
    ...(line.budget == null ? {} : { budget: line.budget }),
    ...(line.from == null ? {} : { from: line.from }),
    ...(line.to == null ? {} : { to: line.to }),
    ...(line.retainUntil == null ? {} : { retainUntil: line.retainUntil }),
    named: readNamed(line.named, `${at}.named`, mistakes),
  };
}

function refuseLevel(written: string, at: string, mistakes: Mistakes): void {
  if (!isLevel(written)) {
    mistakes.add(at, `'${written}' is not a Conspectus level; use one of ${LEVELS.join(', ')}`);
  }
}

export function refuseQuantity(quantity: number, at: string, mistakes: Mistakes, most = MOST): void {
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > most) {
    mistakes.add(at, `${quantity} is not a whole number from 0 to ${most}`);
  }
}

/** A line may cover a part of the plan's period. */
function refusePeriod(line: ProposedLine, whole: Period | undefined, at: string, mistakes: Mistakes): void {
  if (line.from == null && line.to == null) return;
  const from = line.from ?? whole?.from ?? '';
  const to = line.to ?? whole?.to ?? null;
  const own = mistakes.reading(`${at}.to`, () => period(from, to));
  if (own === undefined || whole === undefined) return;
  if (own.from < whole.from || own.to === null || (whole.to !== null && own.to > whole.to)) {
    mistakes.add(
      `${at}.from`,
      `${own.from} to ${own.to ?? 'no end'} lies outside the plan's period (${whole.from} to ${whole.to ?? 'no end'})`,
    );
  }
}

function refuseRetention({ retainUntil }: ProposedLine, at: string, mistakes: Mistakes): void {
  if (retainUntil == null || retainUntil === INDEFINITELY) return;
  mistakes.reading(`${at}.retainUntil`, () => day(retainUntil));
}

/** A title named twice in a line is one title: pasted lists repeat themselves. */
function readNamed(named: ProposedLine['named'], at: string, mistakes: Mistakes): NamedTitle[] {
  const byKey = new Map<string, NamedTitle>();
  for (const [index, { identifier, title }] of named.entries()) {
    const key = mistakes.reading(`${at}[${index}].identifier`, () => keyOfIdentifier(identifier));
    if (title != null && title.length > LONGEST_NAME) {
      mistakes.add(`${at}[${index}].title`, `a title has at most ${LONGEST_NAME} characters here`);
    }
    if (key === undefined || byKey.has(key)) continue;
    const called = title?.trim() ?? '';
    byKey.set(key, { key, identifier: identifier.trim(), ...(called === '' ? {} : { title: called }) });
  }
  return [...byKey.values()];
}
