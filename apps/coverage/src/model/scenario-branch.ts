import type { PlanLine } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import { ACTIVITIES } from '#libs/kernel';
import { minimumRetainedOf, type PlanVersion, type Profile } from './collection-plan.ts';
import type { Agreement } from './facts.ts';
import { NETWORK } from './reference-list.ts';
import type { ProfileAdded, ScenarioChange } from './scenario-change.ts';

/** An agreement with what is to be acquired by it. */
export interface AgreedQuantity extends Agreement {
  readonly copies: number;
}

/** An acquisition plan as it stands. */
export interface StandingPlan {
  readonly acquisitionPlan: string;
  readonly participant: Isil;
  readonly name: string | null;
  readonly state: string;
  readonly from: Day;
  readonly to: Day;
  readonly lines: readonly PlanLine[];
}

/** What a scenario branches off from. */
export interface Trunk {
  readonly plan: PlanVersion;
  readonly agreements: readonly AgreedQuantity[];
  readonly standing: ReadonlyMap<string, StandingPlan>;
  readonly participants: ReadonlySet<Isil>;
}

export type WithoutEffect =
  | 'profile'
  | 'profile-there'
  | 'reference-list'
  | 'target'
  | 'agreement'
  | 'acquisition-plan'
  | 'participant';

/** What may be judged otherwise than on the trunk. */
export interface Touched {
  /** Codes of profiles. */
  readonly profiles: ReadonlySet<string>;
  /** Titles: all that are planned or leave; else those planned for these profiles or by these agreements. */
  readonly titles: 'all' | { readonly profiles: ReadonlySet<string>; readonly agreements: ReadonlySet<string> };
}

export interface Branch {
  readonly plan: PlanVersion;
  readonly agreements: readonly AgreedQuantity[];
  /** Who closes, and its last day. */
  readonly closings: ReadonlyMap<Isil, Day>;
  /** Profiles of which the scope is another, or that are new: their titles are not those that count under them now. */
  readonly rescoped: ReadonlySet<string>;
  readonly touched: Touched;
  /** Changes about what is not, or not any more, as they take it to be. */
  readonly unmet: readonly { readonly change: string; readonly lacks: WithoutEffect }[];
}

/** Makes the changes one after the other, each on what those before it came to. */
export function branchOf(trunk: Trunk, changes: readonly ScenarioChange[]): Branch {
  const growing = new Growing(trunk);
  for (const change of changes) growing.make(change);
  return growing.branch();
}

class Growing {
  private profiles: Profile[];
  private agreements: AgreedQuantity[];
  private readonly closings = new Map<Isil, Day>();
  private readonly rescoped = new Set<string>();
  private readonly touched = new Set<string>();
  private readonly plannedFor = new Set<string>();
  private readonly plannedBy = new Set<string>();
  private allTitles = false;
  private readonly unmet: { change: string; lacks: WithoutEffect }[] = [];

  constructor(private readonly trunk: Trunk) {
    this.profiles = [...trunk.plan.profiles];
    this.agreements = [...trunk.agreements];
  }

  make(change: ScenarioChange): void {
    const lacks = this.lacking(change);
    if (lacks === null) this.follow(change);
    else this.unmet.push({ change: change.id, lacks });
  }

  branch(): Branch {
    return {
      plan: { ...this.trunk.plan, profiles: this.profiles },
      agreements: this.agreements,
      closings: this.closings,
      rescoped: this.rescoped,
      touched: {
        profiles: new Set([...this.touched, ...this.keptOtherwise()]),
        titles: this.allTitles ? 'all' : { profiles: this.plannedFor, agreements: this.plannedBy },
      },
      unmet: this.unmet,
    };
  }

  /** Commitments to a profile keep titles in all that cover them: with its titles, those of others are kept otherwise. */
  private keptOtherwise(): string[] {
    const gone = this.profiles.length < this.trunk.plan.profiles.length;
    if (!gone && this.rescoped.size === 0) return [];
    return this.profiles.filter((it) => minimumRetainedOf(it) !== null).map(({ code }) => code);
  }

  private lacking(change: ScenarioChange): WithoutEffect | null {
    if (change.kind === 'profile-added') return this.profile(change.profile) === undefined ? null : 'profile-there';
    if ('profile' in change && change.profile !== null && this.profile(change.profile) === undefined) return 'profile';
    if ('participant' in change && change.participant !== null && !this.trunk.participants.has(change.participant)) {
      return 'participant';
    }
    switch (change.kind) {
      case 'target-removed':
        return this.profile(change.profile)?.targets.some(({ activity }) => activity === change.activity) === true
          ? null
          : 'target';
      case 'reference-set':
        return this.isReference(change.measuredAgainst) ? null : 'reference-list';
      case 'agreement-ended':
        return this.agreements.some(({ agreement }) => agreement === change.agreement) ? null : 'agreement';
      case 'plan-accepted':
        return this.trunk.standing.get(change.acquisitionPlan)?.state === 'submitted' ? null : 'acquisition-plan';
      default:
        return null;
    }
  }

  private profile(code: string): Profile | undefined {
    return this.profiles.find((profile) => profile.code === code);
  }

  private isReference(code: string | null): boolean {
    return code === null || code === NETWORK || this.trunk.plan.referenceLists.some((list) => list.code === code);
  }

  private follow(change: ScenarioChange): void {
    switch (change.kind) {
      case 'target-set': {
        const { id: _id, kind: _kind, because: _because, profile, ...target } = change;
        this.retarget(profile, (targets) => [
          ...targets.filter(({ activity }) => activity !== target.activity),
          target,
        ]);
        return;
      }
      case 'target-removed':
        this.retarget(change.profile, (targets) => targets.filter(({ activity }) => activity !== change.activity));
        return;
      case 'scope-set':
        this.replace(change.profile, (profile) => [{ ...profile, scope: change.scope }]);
        this.rescoped.add(change.profile);
        this.allTitles = true;
        return;
      case 'reference-set':
        this.replace(change.profile, (profile) => [{ ...profile, measuredAgainst: change.measuredAgainst }]);
        return;
      case 'profile-added':
        this.add(profileOf(change));
        return;
      case 'profile-removed':
        this.replace(change.profile, () => []);
        this.rescoped.delete(change.profile);
        this.allTitles = true;
        return;
      case 'plan-accepted':
        this.accept(this.trunk.standing.get(change.acquisitionPlan)!);
        return;
      case 'agreement-ended':
        this.end(({ agreement }) => agreement === change.agreement, change.on);
        return;
      case 'agreement-added': {
        const { id: agreement, kind: _kind, because: _because, ...terms } = change;
        this.agree({ agreement, ...terms });
        return;
      }
      case 'participant-closed':
        this.close(change.participant, change.on);
        return;
      case 'quantities-cut':
        this.cut(
          change.percent,
          (it) => among(it.participant, change.participant) && among(it.profile, change.profile),
        );
    }
  }

  private retarget(code: string, change: (targets: Profile['targets']) => Profile['targets']): void {
    this.replace(code, (profile) => {
      const targets = change(profile.targets).toSorted(
        (one, other) => ACTIVITIES.indexOf(one.activity) - ACTIVITIES.indexOf(other.activity),
      );
      return [{ ...profile, targets }];
    });
    this.plannedFor.add(code);
  }

  private replace(code: string, change: (profile: Profile) => Profile[]): void {
    this.profiles = this.profiles.flatMap((profile) => (profile.code === code ? change(profile) : [profile]));
    this.touched.add(code);
  }

  private add(profile: Profile): void {
    this.profiles = [...this.profiles, profile];
    this.touched.add(profile.code);
    this.rescoped.add(profile.code);
    this.allTitles = true;
  }

  private accept({ participant, from, to, lines }: StandingPlan): void {
    for (const line of lines) {
      const { line: agreement, profile, activity, level, titles, copies } = line;
      this.agree({
        agreement,
        participant,
        profile,
        activity,
        level,
        currentLevel: line.currentLevel ?? null,
        languageCoverage: line.languageCoverage ?? null,
        from: line.from ?? from,
        to: line.to ?? to,
        titles,
        copies,
      });
    }
  }

  private agree(agreement: AgreedQuantity): void {
    this.agreements.push(agreement);
    this.touched.add(agreement.profile);
  }

  private end(which: (agreement: AgreedQuantity) => boolean, on: Day): void {
    this.agreements = this.agreements.map((it) => {
      if (!which(it) || it.to <= on) return it;
      this.touched.add(it.profile);
      this.plannedBy.add(it.agreement);
      return { ...it, to: on };
    });
  }

  private close(isil: Isil, on: Day): void {
    const before = this.closings.get(isil);
    this.closings.set(isil, before !== undefined && before < on ? before : on);
    this.end(({ participant }) => participant === isil, on);
    for (const { code } of this.trunk.plan.profiles) this.touched.add(code);
    this.allTitles = true;
  }

  private cut(percent: number, which: (agreement: AgreedQuantity) => boolean): void {
    const left = (quantity: number): number => Math.round((quantity * (100 - percent)) / 100);
    this.agreements = this.agreements.map((it) => {
      if (!which(it)) return it;
      this.touched.add(it.profile);
      return { ...it, titles: left(it.titles), copies: left(it.copies) };
    });
  }
}

/** A profile as it comes into the plan. */
export function profileOf({ profile, name, scope }: ProfileAdded): Profile {
  return { code: profile, name, scope, measuredAgainst: null, targets: [] };
}

function among(value: string, chosen: string | null): boolean {
  return chosen === null || chosen === value;
}
