import { type Activity, atLeast, covers, type Day, type Isil, type Level, wholeLevel } from '#libs/kernel';
import type { PlanVersion, Profile } from './collection-plan.ts';
import { measuredLevel, type Reference, referenceOf } from './measured-level.ts';
import { highest } from './responsible.ts';
import type { AgreedQuantity } from './scenario-branch.ts';

/** A participant with the days on which it takes part. */
export interface Attendance {
  readonly isil: Isil;
  readonly name: string;
  /** `null`: nobody said yet since when. */
  readonly from: Day | null;
  readonly to: Day | null;
  /** Who goes on for it after its last day. */
  readonly successor: Isil | null;
}

/** What is known of those who could be responsible, on a day. */
export interface Capacities {
  readonly plan: PlanVersion;
  readonly on: Day;
  readonly participants: readonly Attendance[];
  /** Those that have not ended on the day. */
  readonly agreements: readonly AgreedQuantity[];
  /** Per profile code, the titles that the network has and those of each participant. */
  readonly held: ReadonlyMap<string, { readonly titles: number; readonly by: ReadonlyMap<Isil, number> }>;
  /** Per profile code, titles of each participant on the reference list that its levels are measured against. */
  readonly listed: ReadonlyMap<string, ReadonlyMap<Isil, number>>;
}

/** What is asked of whoever takes on an activity of a profile; `level` is `null` where the plan asks nothing. */
export interface Asked {
  readonly profile: Profile;
  readonly activity: Activity;
  readonly level: Level | null;
}

/** The values of a facet that a profile names, and those of them that a participant is used to. */
export interface Reach {
  readonly asked: readonly string[];
  readonly known: readonly string[];
}

/** What a participant carries: activities of profiles that it is responsible for, with the quantities agreed. */
export interface Load {
  readonly responsibilities: number;
  readonly titles: number;
  readonly copies: number;
}

/** How well a participant fits what is asked, in numbers, and in points out of a hundred. */
export interface Fit {
  readonly declared: Level | null;
  readonly measured: number | null;
  /** Whole levels that it is below what is asked, by the higher of the two. */
  readonly short: number;
  readonly titles: number;
  readonly ofTitles: number;
  readonly language: Reach;
  readonly audience: Reach;
  readonly load: Load;
  readonly points: { readonly level: number; readonly titles: number; readonly reach: number; readonly room: number };
  readonly total: number;
}

/** More whole levels below what is asked than this is too far to grow within a plan (ours). */
export const FARTHEST = 2;

/** Points for so many whole levels below what is asked; none from there on. */
const LEVEL_POINTS = [50, 30, 15];
const TITLE_POINTS = 25;
const REACH_POINTS = 15;
const ROOM_POINTS = 10;
const WHOLE_LEVELS = 5;
const NOTHING: Load = { responsibilities: 0, titles: 0, copies: 0 };

type Values = ReadonlySet<string> | 'all';

/** Weighs participants on what is known of all of them at one moment. The order of what is known makes no difference. */
export class Weighing {
  private readonly byParticipant: ReadonlyMap<Isil, readonly AgreedQuantity[]>;
  private readonly loads: ReadonlyMap<Isil, Load>;
  private readonly known = new Map<Isil, { language: Values; audience: Values }>();
  readonly average: number;

  constructor(readonly it: Capacities) {
    const standing = it.agreements.filter((agreement) => covers(agreement, it.on));
    this.byParticipant = Map.groupBy(standing, ({ participant }) => participant);
    this.loads = new Map([...this.byParticipant].map(([isil, theirs]) => [isil, loadOf(theirs)]));
    const taking = it.participants.filter((participant) => takesPart(participant, it.on));
    const carried = taking.reduce((sum, { isil }) => sum + this.loadOf(isil).responsibilities, 0);
    this.average = taking.length === 0 ? 0 : carried / taking.length;
  }

  loadOf(isil: Isil): Load {
    return this.loads.get(isil) ?? NOTHING;
  }

  /** The level that a participant says it has in a profile, by the highest of its agreements for any activity. */
  declaredIn(profile: string, isil: Isil): Level | null {
    const theirs = (this.byParticipant.get(isil) ?? []).filter((it) => it.profile === profile);
    return highest(theirs.map(({ currentLevel }) => currentLevel));
  }

  fitOf({ profile, level }: Asked, isil: Isil): Fit {
    const { titles: ofTitles, by } = this.it.held.get(profile.code) ?? { titles: 0, by: new Map<Isil, number>() };
    const titles = by.get(isil) ?? 0;
    const declared = this.declaredIn(profile.code, isil);
    const measured = this.measuredIn(profile, isil);
    const has = Math.max(declared === null ? 0 : wholeLevel(declared), measured ?? 0);
    const short = level === null ? 0 : Math.max(0, wholeLevel(level) - has);
    const known = this.knownTo(isil);
    const [language, audience] = [
      reachOf(profile.scope.language, known.language),
      reachOf(profile.scope.audience, known.audience),
    ];
    const load = this.loadOf(isil);
    const points = {
      level: level === null ? Math.round((LEVEL_POINTS[0]! * has) / WHOLE_LEVELS) : (LEVEL_POINTS[short] ?? 0),
      titles: ofTitles === 0 ? 0 : Math.round((TITLE_POINTS * titles) / ofTitles),
      reach: Math.round(REACH_POINTS * (1 - distanceOf(language, audience))),
      room: roomFor(load.responsibilities, this.average),
    };
    const total = points.level + points.titles + points.reach + points.room;
    return { declared, measured, short, titles, ofTitles, language, audience, load, points, total };
  }

  /** The languages and audiences of the profiles that it is responsible for, or has enough of to be measured at all. */
  private knownTo(isil: Isil): { language: Values; audience: Values } {
    const before = this.known.get(isil);
    if (before !== undefined) return before;
    const theirs = this.byParticipant.get(isil) ?? [];
    const agreed = Map.groupBy(theirs, ({ profile }) => profile);
    const used = this.it.plan.profiles.filter(
      (profile) => agreed.has(profile.code) || (this.measuredIn(profile, isil) ?? 0) > 0,
    );
    const language = new Set(
      used.flatMap(({ code, scope }) =>
        agreed.get(code)?.every(({ languageCoverage }) => languageCoverage === 'P') === true
          ? ['dut']
          : Array.from(scope.language),
      ),
    );
    const wide = theirs.some(({ languageCoverage }) => languageCoverage === 'W');
    const known = {
      language: wide ? ('all' as const) : language,
      audience: new Set(used.flatMap(({ scope }) => Array.from(scope.audience))),
    };
    this.known.set(isil, known);
    return known;
  }

  /** The whole level that a participant comes to in a profile; `null` where there is nothing to measure by. */
  private measuredIn(profile: Profile, isil: Isil): number | null {
    const { titles, held } = this.referenceIn(profile);
    return titles === 0 ? null : measuredLevel(held.get(isil) ?? 0, titles, this.it.plan.settings.levelBands);
  }

  private referenceIn(profile: Profile): Reference {
    const { titles, by: held } = this.it.held.get(profile.code) ?? { titles: 0, by: new Map<Isil, number>() };
    const listed = this.it.listed.get(profile.code) ?? new Map<Isil, number>();
    return referenceOf(profile, this.it.plan, { titles, held, listed });
  }
}

function loadOf(agreements: readonly AgreedQuantity[]): Load {
  return {
    responsibilities: new Set(agreements.map(({ profile, activity }) => `${activity} ${profile}`)).size,
    titles: agreements.reduce((sum, { titles }) => sum + titles, 0),
    copies: agreements.reduce((sum, { copies }) => sum + copies, 0),
  };
}

function reachOf(asked: readonly string[], known: Values): Reach {
  return { asked, known: asked.filter((value) => known === 'all' || known.has(value)) };
}

/** The share of what is asked of language and audience that is strange to a participant, 0 to 1. */
export function distanceOf(...facets: readonly Reach[]): number {
  const named = facets.filter(({ asked }) => asked.length > 0);
  if (named.length === 0) return 0;
  return named.reduce((sum, { asked, known }) => sum + 1 - known.length / asked.length, 0) / named.length;
}

/** All points for who carries nothing, none for who carries twice the average. */
function roomFor(carried: number, average: number): number {
  if (carried === 0) return ROOM_POINTS;
  return average === 0 ? 0 : Math.max(0, Math.round(ROOM_POINTS * (1 - carried / (2 * average))));
}

export function takesPart({ from, to }: Attendance, on: Day): boolean {
  return from !== null && from <= on && (to === null || on <= to);
}

/** Why a participant cannot take on an activity of a profile. */
export type Barred = 'closed' | 'merged' | 'not-yet' | 'responsible' | 'below' | 'promised';

/** `below`: it is responsible already, below the level that is asked; `promised`: from a later day on. */
export function barred(
  { from, to, successor, isil }: Attendance,
  { profile, activity, level }: Asked,
  { agreements, on }: Pick<Capacities, 'agreements' | 'on'>,
): Barred | null {
  if (to !== null && to < on) return successor === null ? 'closed' : 'merged';
  if (from === null || from > on) return 'not-yet';
  const theirs = agreements.filter(
    (it) => it.participant === isil && it.profile === profile.code && it.activity === activity && it.to >= on,
  );
  const standing = theirs.filter((it) => covers(it, on));
  if (standing.some((it) => level === null || atLeast(it.level, level))) return 'responsible';
  if (theirs.length > standing.length) return 'promised';
  return standing.length > 0 ? 'below' : null;
}

/** The day on which an agreement made now would end: with the plan, or when its participant leaves before that. */
export function lastDayOf(plan: PlanVersion, { to }: Attendance, on: Day): Day {
  const end = to !== null && to < plan.period.to ? to : plan.period.to;
  return end < on ? on : end;
}
