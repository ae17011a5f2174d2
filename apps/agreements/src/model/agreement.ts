import { AgreementChangedV1, type LanguageCoverage, type NamedTitle, type PlanLine } from '#libs/contracts';
import { type Activity, covers, type Day, type Isil, type Level, Refusal } from '#libs/kernel';
import { agreementId } from './ids.ts';

/** The accepted plan that agreements come from. */
export interface Origin {
  readonly id: string;
  readonly participant: Isil;
  readonly from: Day;
  readonly to: Day;
}

/** An accepted line of an acquisition plan: what a participant may be held to, from its first to its last day. */
export class Agreement {
  readonly id: string;
  readonly participant: Isil;
  readonly profile: string;
  readonly activity: Activity;
  readonly languageCoverage: LanguageCoverage | null;
  plan!: string;
  line!: string;
  level!: Level;
  currentLevel!: Level | null;
  goalLevel!: Level | null;
  titles!: number;
  copies!: number;
  /** A day, or `indefinite`. */
  retainUntil!: string | null;
  named!: NamedTitle[];
  from!: Day;
  to!: Day;
  version = 1;
  /** Why it ends before the day that was agreed. */
  endedBecause: string | null = null;

  constructor(plan: Origin, line: PlanLine) {
    this.id = agreementId(plan.id, line.line);
    this.participant = plan.participant;
    this.profile = line.profile;
    this.activity = line.activity;
    this.languageCoverage = line.languageCoverage ?? null;
    this.agreeTo(plan, line);
  }

  isHeldBy(participant: Isil): boolean {
    return this.participant === participant;
  }

  bindsOn(day: Day): boolean {
    return covers({ from: this.from, to: this.to }, day);
  }

  /** Makes `on` the last day. Ending it twice in the same way changes nothing and says nothing. */
  end(on: Day, reason: string): AgreementChangedV1[] {
    const because = reason.trim();
    if (because === '') {
      throw new Refusal('agreement.reason-missing', 'Say why the agreement ends before the day that was agreed');
    }
    if (!this.bindsOn(on)) {
      throw new Refusal(
        'agreement.not-in-force',
        `The agreement is in force from ${this.from} to ${this.to}; it can only end on one of those days, not on ${on}`,
      );
    }
    if (on === this.to && because === this.endedBecause) return [];
    if (on === this.to && this.endedBecause === null) {
      throw new Refusal('agreement.not-early', `The agreement ends on ${on} anyway; nothing needs to be done`);
    }
    this.to = on;
    this.endedBecause = because;
    this.version++;
    return [this.state()];
  }

  /** Makes `on` its last day where it would last longer; says nothing where it would not. */
  endBy(on: Day, reason: string): AgreementChangedV1[] {
    const last = on < this.from ? this.from : on;
    return this.to <= last ? [] : this.end(last, reason);
  }

  /** Takes over what an accepted amendment says about the same. */
  amend(plan: Origin, line: PlanLine): AgreementChangedV1[] {
    this.agreeTo(plan, line);
    this.endedBecause = null;
    this.version++;
    return [this.state()];
  }

  private agreeTo(plan: Origin, line: PlanLine): void {
    this.plan = plan.id;
    this.line = line.line;
    this.level = line.level;
    this.currentLevel = line.currentLevel ?? null;
    this.goalLevel = line.goalLevel ?? null;
    this.titles = line.titles;
    this.copies = line.copies;
    this.retainUntil = line.retainUntil ?? null;
    this.named = line.named;
    this.from = line.from ?? plan.from;
    this.to = line.to ?? plan.to;
  }

  state(): AgreementChangedV1 {
    return AgreementChangedV1.of({
      agreement: this.id,
      version: this.version,
      participant: this.participant,
      profile: this.profile,
      activity: this.activity,
      level: this.level,
      ...(this.currentLevel === null ? {} : { currentLevel: this.currentLevel }),
      ...(this.goalLevel === null ? {} : { goalLevel: this.goalLevel }),
      ...(this.languageCoverage === null ? {} : { languageCoverage: this.languageCoverage }),
      from: this.from,
      to: this.to,
      titles: this.titles,
      copies: this.copies,
      ...(this.retainUntil === null ? {} : { retainUntil: this.retainUntil }),
      plan: this.plan,
      named: this.named,
    });
  }
}
