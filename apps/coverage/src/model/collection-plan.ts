import {
  type AdoptedCrosswalk,
  type AdoptedProfile,
  type Fields,
  type LocalisedName,
  PlanAdoptedV1,
} from '#libs/contracts';
import { dayOf, Refusal, type Activity, type Day, type Level, type Period } from '#libs/kernel';
import type { Crosswalk, Scope } from '#libs/scopes';
import type { NetworkAgreement } from './network-agreement.ts';
import type { ReferenceList } from './reference-list.ts';

/** What the plan wants of a profile for one activity. What is `null` is not asked. */
export interface Target {
  readonly activity: Activity;
  readonly level: Level;
  readonly minimumParticipants: number | null;
  readonly maximumParticipants: number | null;
  readonly minimumTitles: number | null;
  /** So many participants are to keep each title that the network has; asked of `preserve` alone. */
  readonly minimumRetained: number | null;
  /** Share of the smaller collection, 0 to 1, that two responsible participants may have in common. */
  readonly overlapThreshold: number | null;
  /** So many others who hold a title, or have it on order, are enough not to buy it. */
  readonly enoughHolders: number | null;
}

/** A slice of the collection landscape, with what the plan wants of it. */
export interface Profile {
  readonly code: string;
  readonly name: LocalisedName;
  readonly scope: Scope;
  /** What levels are measured against: the titles that the network has (`NETWORK`), the reference list of this code, or nothing. */
  readonly measuredAgainst: string | null;
  readonly targets: readonly Target[];
}

/** How many participants are to keep each title of a profile; `null` where nothing is asked. */
export function minimumRetainedOf({ targets }: Pick<Profile, 'targets'>): number | null {
  return targets.find(({ minimumRetained }) => minimumRetained !== null)?.minimumRetained ?? null;
}

export interface PlanSettings {
  /** Lower bounds, in percent of the reference, of the measured whole levels 1 to 5. */
  readonly levelBands: readonly number[];
}

/** What a plan says, apart from its version and whether it is in force. */
export interface PlanContent {
  readonly plan: string;
  readonly title: string;
  readonly period: Period & { readonly to: Day };
  readonly settings: PlanSettings;
  readonly profiles: readonly Profile[];
  readonly networkAgreements: readonly NetworkAgreement[];
  /** How titles without a notation in one scheme find it from another. */
  readonly crosswalks: readonly Crosswalk[];
  readonly referenceLists: readonly ReferenceList[];
}

/** A version of a plan: the number of a profile in it is its place, counted from 1; 0 is what no profile covers. */
export interface PlanVersion extends PlanContent {
  readonly version: number;
}

export const COLLECTION_PLAN_STATES = ['draft', 'consultation', 'adopted', 'superseded'] as const;
export type CollectionPlanState = (typeof COLLECTION_PLAN_STATES)[number];

/** A consultation was opened, its last day moved, or it was closed. */
export interface ConsultationStep {
  readonly what: 'opened' | 'moved' | 'closed';
  /** The last day on which comments are asked; `null` when it was closed. */
  readonly until: Day | null;
  readonly by: string;
  readonly at: Date;
}

/** A version of the collection plan as the plan owner brought it in. Its text never changes; only its state does. */
export class CollectionPlan {
  readonly plan: string;
  readonly version: number;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  readonly yaml: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  state: CollectionPlanState = 'draft';
  /** The last day on which comments on it are asked, while it is in consultation. */
  consultedUntil: Day | null = null;
  adoptedBy: string | null = null;
  adoptedAt: Date | null = null;

  constructor(content: PlanVersion, yaml: string, by: string, at: Date) {
    this.plan = content.plan;
    this.version = content.version;
    this.title = content.title;
    this.from = content.period.from;
    this.to = content.period.to;
    this.yaml = yaml;
    this.uploadedBy = by;
    this.uploadedAt = at;
  }

  /** What has to be repeated to confirm that this version is to be superseded. */
  get token(): string {
    return `${this.plan}/${this.version}`;
  }

  /** Asks the participants to comment, up to and including a day; again: moves that day. */
  consult(until: Day, { by, at }: { by: string; at: Date }): ConsultationStep[] {
    this.refuseDecided();
    if (until < dayOf(at)) {
      throw new Refusal('consultation.day-over', `Comments are asked until a day to come, not until ${until}`);
    }
    if (this.state === 'consultation' && this.consultedUntil === until) return [];
    const what = this.state === 'consultation' ? 'moved' : 'opened';
    this.state = 'consultation';
    this.consultedUntil = until;
    return [{ what, until, by, at }];
  }

  /** Makes it a draft again: no comments are asked any more. What was commented stays. */
  closeConsultation({ by, at }: { by: string; at: Date }): ConsultationStep[] {
    this.refuseDecided();
    if (this.state === 'draft') return [];
    this.state = 'draft';
    this.consultedUntil = null;
    return [{ what: 'closed', until: null, by, at }];
  }

  private refuseDecided(): void {
    if (this.state === 'draft' || this.state === 'consultation') return;
    throw new Refusal(
      'consultation.decided',
      `${this.token} was adopted, so that no comments are asked on it any more; bring its text in again as a new version`,
    );
  }

  /** Puts this version in force in the place of another. Adopting the version in force changes nothing. */
  adopt(
    inForce: CollectionPlan | null,
    confirmation: { supersedes: string | null; by: string; at: Date },
    content: PlanContent,
  ): PlanAdoptedV1[] {
    if (this.state === 'adopted') return [];
    if (this.state === 'superseded') {
      throw new Refusal(
        'collection-plan.superseded',
        `${this.token} was in force before; upload its text again to make a version that can be adopted`,
      );
    }
    this.confirm(inForce, confirmation.supersedes);
    if (inForce !== null) inForce.state = 'superseded';
    this.state = 'adopted';
    this.consultedUntil = null;
    this.adoptedBy = confirmation.by;
    this.adoptedAt = confirmation.at;
    const profiles = content.profiles.map(adoptedProfile);
    const { plan, version, title, from, to } = this;
    const { crosswalks } = content;
    const led = crosswalks.length === 0 ? {} : { crosswalks: crosswalks.map(adoptedCrosswalk) };
    return [PlanAdoptedV1.of({ plan, version, title, from, to, profiles, ...led })];
  }

  private confirm(inForce: CollectionPlan | null, supersedes: string | null): void {
    if (inForce === null || supersedes === inForce.token) return;
    throw new Refusal(
      supersedes === null ? 'collection-plan.confirmation-needed' : 'collection-plan.stale',
      `${this.token} would supersede ${inForce.token} '${inForce.title}'; confirm with "supersedes": "${inForce.token}"`,
      [{ at: 'supersedes', message: inForce.token }],
    );
  }
}

/** A profile as other services are told of it. */
export function adoptedProfile({ code, name, scope, targets }: Profile): Fields<AdoptedProfile> {
  const told = targets.map(({ activity, level, enoughHolders }) =>
    enoughHolders === null ? { activity, level } : { activity, level, enoughHolders },
  );
  return { code, name, scope, targets: told };
}

/** A crosswalk as other services are told of it. */
export function adoptedCrosswalk({ from, to, rules }: Crosswalk): Fields<AdoptedCrosswalk> {
  return {
    from,
    to,
    rules: rules.map((rule) => (rule.upTo === null ? { from: rule.from, to: rule.to } : { ...rule, upTo: rule.upTo })),
  };
}
