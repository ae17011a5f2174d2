import type { LocalisedName } from '#libs/contracts';
import type { Activity, Day, Isil } from '#libs/kernel';
import type { Scope } from '#libs/scopes';
import type { Agreement } from './facts.ts';
import type { Target } from './collection-plan.ts';

export const SCENARIO_CHANGE_KINDS = [
  'target-set',
  'target-removed',
  'scope-set',
  'reference-set',
  'profile-added',
  'profile-removed',
  'plan-accepted',
  'agreement-ended',
  'agreement-added',
  'participant-closed',
  'quantities-cut',
] as const;
export type ScenarioChangeKind = (typeof SCENARIO_CHANGE_KINDS)[number];

interface Change<Kind extends ScenarioChangeKind> {
  readonly id: string;
  readonly kind: Kind;
  /** Why, for whoever reads what is proposed. */
  readonly because: string | null;
}

/** What a profile is to ask for an activity, in the place of what it asks. */
export interface TargetSet extends Change<'target-set'>, Target {
  readonly profile: string;
}

export interface TargetRemoved extends Change<'target-removed'> {
  readonly profile: string;
  readonly activity: Activity;
}

export interface ScopeSet extends Change<'scope-set'> {
  readonly profile: string;
  readonly scope: Scope;
}

/** What levels of a profile are to be measured against: the network, a reference list of the plan, or nothing. */
export interface ReferenceSet extends Change<'reference-set'> {
  readonly profile: string;
  readonly measuredAgainst: string | null;
}

/** A profile comes at the end of the plan, without targets; later changes give it those. */
export interface ProfileAdded extends Change<'profile-added'> {
  readonly profile: string;
  readonly name: LocalisedName;
  readonly scope: Scope;
}

export interface ProfileRemoved extends Change<'profile-removed'> {
  readonly profile: string;
}

/** An acquisition plan that stands as submitted becomes agreements, all its lines. */
export interface PlanAccepted extends Change<'plan-accepted'> {
  readonly acquisitionPlan: string;
}

/** An agreement ends early; `on` is its last day. */
export interface AgreementEnded extends Change<'agreement-ended'> {
  readonly agreement: string;
  readonly on: Day;
}

export interface AgreementAdded extends Change<'agreement-added'>, Omit<Agreement, 'agreement'> {
  readonly titles: number;
  readonly copies: number;
}

/** A participant closes; `on` is its last day. Nobody can count on what it had, and what it agreed or plans ends then. */
export interface ParticipantClosed extends Change<'participant-closed'> {
  readonly participant: Isil;
  readonly on: Day;
}

/** What participants agreed to acquire becomes so much less: of one participant, of one profile, or of all. */
export interface QuantitiesCut extends Change<'quantities-cut'> {
  readonly percent: number;
  readonly participant: Isil | null;
  readonly profile: string | null;
}

/** Something that a scenario makes otherwise than it is. */
export type ScenarioChange =
  | TargetSet
  | TargetRemoved
  | ScopeSet
  | ReferenceSet
  | ProfileAdded
  | ProfileRemoved
  | PlanAccepted
  | AgreementEnded
  | AgreementAdded
  | ParticipantClosed
  | QuantitiesCut;

/** Changes of the plan itself, which a new version of it can say. */
export const PLAN_CHANGES: ReadonlySet<ScenarioChangeKind> = new Set<ScenarioChangeKind>([
  'target-set',
  'target-removed',
  'scope-set',
  'reference-set',
  'profile-added',
  'profile-removed',
]);

/** A change by itself: after none of those before it but the one that adds the profile that it is about. */
export function byItself(change: ScenarioChange, before: readonly ScenarioChange[]): ScenarioChange[] {
  if (change.kind === 'profile-added' || !('profile' in change)) return [change];
  const added = before.findLast((it) => it.kind === 'profile-added' && it.profile === change.profile);
  return added === undefined ? [change] : [added, change];
}
