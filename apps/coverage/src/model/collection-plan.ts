import { PlanAdoptedV1, type Audience, type LocalisedName, type Material, type Scheme } from '#libs/contracts';
import { Refusal, type Activity, type Day, type Level, type Period } from '#libs/kernel';

/** A part of a classification: everything under a notation, or from one up to and including all under another. */
export type ClassificationRange =
  | { readonly scheme: Scheme; readonly prefix: string }
  | { readonly scheme: Scheme; readonly from: string; readonly to: string }
  | { readonly scheme: Scheme; readonly notation: string };

/** Which titles a profile is about: within every facet that is named, any of its values. */
export interface Scope {
  readonly classification: readonly ClassificationRange[];
  readonly material: readonly Material[];
  readonly language: readonly string[];
  readonly audience: readonly Audience[];
}

/** What the plan wants of a profile for one activity. What is `null` is not asked. */
export interface Target {
  readonly activity: Activity;
  readonly level: Level;
  readonly minimumParticipants: number | null;
  readonly maximumParticipants: number | null;
  readonly minimumTitles: number | null;
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
  readonly targets: readonly Target[];
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
}

/** A version of a plan: the number of a profile in it is its place, counted from 1; 0 is what no profile covers. */
export interface PlanVersion extends PlanContent {
  readonly version: number;
}

export const UNCLASSIFIED = 0;

export type CollectionPlanState = 'draft' | 'adopted' | 'superseded';

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
    this.adoptedBy = confirmation.by;
    this.adoptedAt = confirmation.at;
    const profiles = content.profiles.map(({ code, name }) => ({ code, name }));
    const { plan, version, title, from, to } = this;
    return [PlanAdoptedV1.of({ plan, version, title, from, to, profiles })];
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
