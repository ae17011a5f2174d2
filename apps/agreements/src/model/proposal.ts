import type { PlanLine } from '#libs/contracts';
import { type Day, period, type Period } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';
import { LONGEST_NAME, type ProposedLine, readLine } from './proposed-line.ts';

export const MOST_NAMED_TITLES = 5_000;

/** What a collection manager wrote down, not yet checked. Missing values are absent or null. */
export interface Proposal {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly ProposedLine[];
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
  const whole: Period | undefined = mistakes.reading('to', () => period(proposal.from, proposal.to));
  const lines = proposal.lines.map((line, index) => readLine(plan, line, whole, `lines[${index}]`, mistakes));
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
