import type { LanguageCoverage } from '#libs/contracts';
import type { Activity, Day, Isil, Level } from '#libs/kernel';
import type { Profile, Target } from './collection-plan.ts';

/** An accepted line as the assessment needs it. */
export interface Agreement {
  readonly agreement: string;
  readonly participant: Isil;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly currentLevel: Level | null;
  readonly languageCoverage: LanguageCoverage | null;
  readonly from: Day;
  readonly to: Day;
  /** Titles that are to be acquired in the period. */
  readonly titles: number;
}

/** What a participant got of a profile since an agreement began, as far as that is known. */
export interface Arrived {
  /** The day on which its figures, and those of the profile, began to be known. */
  readonly since: Day;
  /** Whether all days of the agreement are after that. */
  readonly whole: boolean;
  /** Titles, on those days of the agreement that are after that. */
  readonly added: number;
  readonly withdrawn: number;
}

/** What the network, and each participant, has of one profile. Held is held: what is on order does not count. */
export interface ProfileStatistics {
  readonly titles: number;
  /** From each of these days, in order, so many of the titles are kept by as many participants as the plan asks. */
  readonly retained: readonly { readonly from: Day; readonly titles: number }[];
  readonly held: ReadonlyMap<Isil, number>;
  /** Titles held of the reference list that levels in the profile are measured against, whatever profile they are in. */
  readonly listed: ReadonlyMap<Isil, number>;
  /** Titles that two participants both hold, for pairs that are responsible for the profile; `one` sorts first. */
  readonly shared: readonly { readonly one: Isil; readonly other: Isil; readonly titles: number }[];
}

/** A title that someone plans to collect, with who holds it or has it on order. */
export interface PlannedTitle {
  /** The title's id, or the key it was named by when no such title is known. */
  readonly subject: string;
  readonly title: string | null;
  readonly plannedBy: readonly PlannedBy[];
  readonly heldBy: readonly Isil[];
  readonly onOrderBy: readonly Isil[];
}

/** Who plans it: by a plan that is submitted, or by an agreement that has not ended. */
export interface PlannedBy {
  readonly participant: Isil;
  readonly profile: string;
  readonly source: 'plan' | 'agreement';
  readonly id: string;
  readonly identifier: string;
  readonly to: Day;
}

/** A title of which participants dispose of copies. */
export interface LeavingTitle {
  readonly subject: string;
  readonly title: string;
  /** The profiles of the plan that cover it, in the order of the plan. */
  readonly profiles: readonly string[];
  /** Who has extant copies, or disposes of copies: how many of each. */
  readonly holders: readonly { readonly participant: Isil; readonly extant: number; readonly leaving: number }[];
}

/** What a rule is given: one profile with one of its targets, and who is responsible for it on the day. */
export interface TargetFacts {
  readonly profile: Profile;
  readonly target: Target;
  readonly responsible: readonly Responsible[];
  readonly statistics: ProfileStatistics;
  /** The day. */
  readonly on: Day;
}

/** A day on which agreements or retention commitments begin or end, with who is responsible from then on. */
export interface Turn {
  readonly on: Day;
  readonly responsible: readonly Responsible[];
  /** What was in force for the last time on the day before. */
  readonly ended: readonly Agreement[];
}

/** A participant with the agreements in force that make it responsible, and the highest levels among them. */
export interface Responsible {
  readonly participant: Isil;
  /** AC: the level it commits to. */
  readonly commitment: Level;
  /** CL: the level it says it has now; `null` when it says nothing. */
  readonly current: Level | null;
  readonly coverages: readonly (LanguageCoverage | null)[];
  readonly agreements: readonly string[];
}
