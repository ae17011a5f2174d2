import { LANGUAGE_COVERAGES, type LanguageCoverage, type NamedTitle, type PlanLine } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, isLevel, type Level, LEVELS, period } from '#libs/kernel';
import { lineId } from './ids.ts';
import { Mistakes } from './mistakes.ts';
import { keyOfIdentifier } from './named-title.ts';

export const MOST_NAMED_TITLES = 5_000;
const MOST = 1_000_000_000;
const LONGEST_NAME = 500;

/** What a collection manager wrote down, not yet checked. Missing values are absent or null. */
export interface Proposal {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly ProposedLine[];
}

export interface ProposedLine {
  readonly profile: string;
  readonly activity: string;
  readonly level: string;
  readonly currentLevel?: string | null | undefined;
  readonly goalLevel?: string | null | undefined;
  readonly languageCoverage?: string | null | undefined;
  readonly titles: number;
  readonly copies: number;
  readonly budget?: number | null | undefined;
  readonly named: readonly { readonly identifier: string; readonly title?: string | null | undefined }[];
}

/** What an acquisition plan says, once every rule for writing it down is met. */
export interface PlanContent {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
  readonly lines: PlanLine[];
}

/** The codes of the profiles of the adopted collection plan; `null` while no adopted plan is known. */
export type KnownProfiles = ReadonlySet<string> | null;

/** Reads a proposal. Refuses it with all of its mistakes at once, each with the place where it was made. */
export function readProposal(plan: string, proposal: Proposal, profiles: KnownProfiles): PlanContent {
  const mistakes = new Mistakes();
  if (proposal.name.trim() === '') mistakes.add('name', 'give the plan a name');
  if (proposal.name.length > LONGEST_NAME) mistakes.add('name', `a name has at most ${LONGEST_NAME} characters`);
  mistakes.reading('to', () => period(proposal.from, proposal.to));
  const lines = proposal.lines.map((line, index) => readLine(plan, line, `lines[${index}]`, mistakes));
  refuseDuplicates(lines, mistakes);
  refuseUnknownProfiles(lines, profiles, mistakes);
  const named = lines.reduce((sum, line) => sum + line.named.length, 0);
  if (named > MOST_NAMED_TITLES) {
    mistakes.add(
      'lines',
      `${named} titles are named; a plan names at most ${MOST_NAMED_TITLES}, so make several plans`,
    );
  }
  mistakes.refuse('acquisition-plan.invalid', `Acquisition plan '${proposal.name}'`);
  return { name: proposal.name.trim(), from: proposal.from, to: proposal.to, lines };
}

/** Adds a mistake for each line whose profile the adopted plan does not have. */
export function refuseUnknownProfiles(lines: readonly PlanLine[], profiles: KnownProfiles, mistakes: Mistakes): void {
  if (profiles === null) return;
  for (const [index, { profile }] of lines.entries()) {
    if (!profiles.has(profile)) {
      mistakes.add(`lines[${index}].profile`, `the adopted collection plan has no profile '${profile}'`);
    }
  }
}

function readLine(plan: string, line: ProposedLine, at: string, mistakes: Mistakes): PlanLine {
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
    named: readNamed(line.named, `${at}.named`, mistakes),
  };
}

function refuseLevel(written: string, at: string, mistakes: Mistakes): void {
  if (!isLevel(written)) {
    mistakes.add(at, `'${written}' is not a Conspectus level; use one of ${LEVELS.join(', ')}`);
  }
}

function refuseQuantity(quantity: number, at: string, mistakes: Mistakes, most = MOST): void {
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > most) {
    mistakes.add(at, `${quantity} is not a whole number from 0 to ${most}`);
  }
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

/** The line's id says what it is about. */
function refuseDuplicates(lines: readonly PlanLine[], mistakes: Mistakes): void {
  const seen = new Map<string, number>();
  for (const [index, { line, profile, activity, languageCoverage = 'not given' }] of lines.entries()) {
    const earlier = seen.get(line);
    if (earlier === undefined) seen.set(line, index);
    else {
      mistakes.add(
        `lines[${index}]`,
        `is about the same as lines[${earlier}] (${profile}, ${activity}, language ${languageCoverage}); make them one line`,
      );
    }
  }
}
