import type { LanguageCoverage } from '#libs/contracts';
import type { Activity, Day, Isil, Level } from '#libs/kernel';
import { PAIRED_CASES, SHARED_CASES, SINGLE_CASES, type Case } from './cases.ts';
import { type DemoSubject, stepsFrom } from './collection-plan.ts';
import type { DemoParticipant } from './participants.ts';
import { LAGGING, PLANTED } from './planting.ts';

/** What is planted on one activity of a subject, and on whom. */
export interface Planted {
  readonly subject: DemoSubject;
  readonly activity: Activity;
  readonly level: Level;
  readonly planted: Case;
  /** One for each commitment of the case. */
  readonly by: readonly Isil[];
}

/** Libraries take turns in collecting: places 2 to 12 of the list. */
const COLLECTORS = { from: 1, to: 12 };
const PRESERVERS = [0, 15, 14];
const PROVIDERS = [12, 13, 1];

/** Every target of the plan with the situation that is planted on it. */
export function plantedOn(subjects: readonly DemoSubject[], participants: readonly DemoParticipant[]): Planted[] {
  return subjects.flatMap((subject, index) =>
    (Object.entries(subject.levels) as [Activity, Level][]).map(([activity, level]) => {
      const planted = caseOf(subject, activity);
      const places = placesFor(activity, index).slice(0, planted.committed.length);
      return { subject, activity, level, planted, by: places.map((place) => participants[place]!.isil) };
    }),
  );
}

function caseOf(subject: DemoSubject, activity: Activity): Case {
  const planting = PLANTED[subject.nbc] ?? {};
  if (activity === 'collect') return SHARED_CASES[planting.collect ?? 'met'];
  if (activity === 'preserve') return SINGLE_CASES[planting.preserve ?? 'met'];
  if (activity === 'provide') return PAIRED_CASES[planting.provide ?? 'met'];
  throw new Error(`The demo plan asks for '${activity}' of ${subject.profile}, on which nothing is planted`);
}

function placesFor(activity: Activity, index: number): number[] {
  if (activity === 'preserve') return PRESERVERS;
  if (activity === 'provide') return PROVIDERS;
  const count = COLLECTORS.to - COLLECTORS.from;
  return Array.from({ length: 5 }, (_, turn) => COLLECTORS.from + ((index * 3 + turn) % count));
}

/** A line of an acquisition plan, as it is written to a file. */
export interface DemoLine {
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel?: Level;
  readonly goalLevel?: Level;
  readonly languageCoverage?: LanguageCoverage;
  readonly to?: Day;
  readonly titles: number;
  readonly copies: number;
  readonly named: readonly { readonly identifier: string; readonly title: string }[];
}

/** What is to be acquired: no more than each has already, so that nobody lags behind but who is to. */
function promisedOf({ nbc }: DemoSubject, activity: Activity, turn: number): { titles: number; copies: number } {
  if (activity !== 'collect') return { titles: 0, copies: 0 };
  if (nbc === LAGGING.subject && turn === 0) return { titles: LAGGING.titles, copies: LAGGING.copies };
  return PLANTED[nbc]?.thin === true ? { titles: 5, copies: 6 } : { titles: 20, copies: 25 };
}

/** The lines by which a participant makes the commitments that are planted on it. */
export function linesOf(planted: readonly Planted[], isil: Isil): DemoLine[] {
  return planted.flatMap(({ subject, activity, level, planted: { committed }, by }) =>
    committed.flatMap((commitment, turn) => {
      if (by[turn] !== isil) return [];
      const { commits, has, language, until } = commitment;
      const line: DemoLine = {
        profile: subject.profile,
        activity,
        level: stepsFrom(level, commits),
        currentLevel: stepsFrom(level, has),
        goalLevel: stepsFrom(level, Math.max(commits, has)),
        ...promisedOf(subject, activity, turn),
        named: [],
      };
      return {
        ...line,
        ...(language === undefined ? {} : { languageCoverage: language }),
        ...(until === undefined ? {} : { to: until }),
      };
    }),
  );
}
