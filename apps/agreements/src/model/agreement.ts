import { AgreementChangedV1, type LanguageCoverage, type NamedTitle, type PlanLine } from '#libs/contracts';
import { type Activity, addDays, covers, type Day, type Isil, type Level, type Period, Refusal } from '#libs/kernel';
import { type Cause, wordsOf } from './cause.ts';
import { agreementId, successorId } from './ids.ts';

/** The accepted plan that agreements come from. */
export interface Origin {
  readonly id: string;
  readonly participant: Isil;
  readonly from: Day;
  readonly to: Day;
}

/** What is agreed, apart from who, about what and when. */
export interface Terms {
  readonly level: Level;
  readonly goalLevel: Level | null;
  readonly titles: number;
  readonly copies: number;
  readonly retainUntil: string | null;
}

/** The days on which somebody has to look at an agreement; `null` where none was set. */
export interface WatchedDates {
  readonly reviewOn: Day | null;
  readonly noticeBy: Day | null;
}

/** Who takes an agreement over. */
export interface Taker {
  readonly isil: Isil;
  readonly period: Period;
}

/** *Ours*, where nothing else is agreed: half a year before the end it is looked at, a quarter before is the last notice. */
const REVIEW_DAYS_BEFORE_END = 182;
const NOTICE_DAYS_BEFORE_END = 91;

/** An accepted line of an acquisition plan: what a participant may be held to, from its first to its last day. */
export class Agreement {
  readonly id: string;
  participant: Isil;
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
  /** What made the system end it, where no person did. */
  endedCause: Cause | null = null;
  /** The agreement of another participant that this one goes on from. */
  predecessor: string | null = null;
  /** The day to look at it again. */
  reviewOn: Day | null = null;
  /** The last day to say that it will not be renewed. */
  noticeBy: Day | null = null;

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
  end(on: Day, reason: string, cause: Cause | null = null): AgreementChangedV1[] {
    const because = reasonOf(reason, 'Say why the agreement ends before the day that was agreed');
    this.mustBind(on, `it can only end on one of those days, not on ${on}`);
    if (on === this.to && because === this.endedBecause) return [];
    if (on === this.to && this.endedBecause === null) {
      throw new Refusal('agreement.not-early', `The agreement ends on ${on} anyway; nothing needs to be done`);
    }
    this.to = on;
    this.endedBecause = because;
    this.endedCause = cause;
    return this.changed();
  }

  /** Lets it last until `to`, a later day than now. What has passed or was ended early is agreed on anew instead. */
  renew(to: Day, today: Day): AgreementChangedV1[] {
    if (this.endedBecause !== null || this.to < today) {
      throw new Refusal(
        'agreement.over',
        `The agreement is over since ${this.to}; make a new one through an acquisition plan`,
      );
    }
    if (to <= this.to) {
      throw new Refusal(
        'agreement.not-longer',
        `The agreement lasts until ${this.to} already; renew it to a later day`,
      );
    }
    this.to = to;
    this.watch(defaultDates(this));
    return this.changed();
  }

  /** Agrees on other terms for the rest of its time. The same terms say nothing. */
  adjust(terms: Partial<Terms>, today: Day): AgreementChangedV1[] {
    if (this.to < today) {
      throw new Refusal('agreement.over', `The agreement is over since ${this.to}; its terms can no longer change`);
    }
    const differs = Object.entries(terms).some(([name, value]) => this[name as keyof Terms] !== value);
    if (!differs) return [];
    Object.assign(this, terms);
    return this.changed();
  }

  /** Sets the days on which somebody looks at it again. The same days say nothing. */
  schedule(dates: WatchedDates): AgreementChangedV1[] {
    for (const day of [dates.reviewOn, dates.noticeBy]) {
      if (day !== null) this.mustBind(day, `nothing about it is due on ${day}`);
    }
    if (dates.reviewOn === this.reviewOn && dates.noticeBy === this.noticeBy) return [];
    this.watch(dates);
    return this.changed();
  }

  /**
   * Lets another participant keep it from a day on. What has not begun moves as a whole; else it ends the day before, and
   * the other has an agreement of its own that says the same.
   */
  handOver(
    taker: Taker,
    on: Day,
    reason: string,
    cause: Cause | null = null,
  ): { successor: Agreement | null; facts: AgreementChangedV1[] } {
    const because = reasonOf(reason, 'Say why the agreement is handed over');
    if (taker.isil === this.participant) {
      throw new Refusal(
        'agreement.kept-already',
        `${taker.isil} keeps this agreement already; name another participant`,
      );
    }
    if (!covers(taker.period, on)) {
      throw new Refusal(
        'participant.not-in-force',
        `${taker.isil} does not take part on ${on}; it cannot take over then`,
      );
    }
    if (on <= this.from) {
      this.participant = taker.isil;
      return { successor: null, facts: this.changed() };
    }
    this.mustBind(on, `it cannot be taken over on ${on}`);
    const successor = this.takenOverBy(taker.isil, on);
    this.to = addDays(on, -1);
    this.endedBecause = because;
    this.endedCause = cause;
    return { successor, facts: [...this.changed(), successor.state()] };
  }

  /** Makes `on` its last day where it would last longer; says nothing where it would not. */
  endBy(on: Day, cause: Cause): AgreementChangedV1[] {
    const last = on < this.from ? this.from : on;
    return this.to <= last ? [] : this.end(last, wordsOf(cause), cause);
  }

  /** Takes over what an accepted amendment says about the same. */
  amend(plan: Origin, line: PlanLine): AgreementChangedV1[] {
    this.agreeTo(plan, line);
    this.endedBecause = null;
    this.endedCause = null;
    return this.changed();
  }

  private takenOverBy(taker: Isil, on: Day): Agreement {
    const successor = Object.assign(Object.create(Agreement.prototype) as Agreement, this, {
      id: successorId(this.id, taker, on),
      participant: taker,
      predecessor: this.id,
      from: on,
      version: 1,
      endedBecause: null,
      endedCause: null,
    });
    successor.watch(defaultDates(successor));
    return successor;
  }

  private watch({ reviewOn, noticeBy }: WatchedDates): void {
    this.reviewOn = reviewOn;
    this.noticeBy = noticeBy;
  }

  private changed(): AgreementChangedV1[] {
    this.version++;
    return [this.state()];
  }

  private mustBind(day: Day, so: string): void {
    if (this.bindsOn(day)) return;
    throw new Refusal('agreement.not-in-force', `The agreement is in force from ${this.from} to ${this.to}; ${so}`);
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
    this.watch(defaultDates(this));
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
      ...(this.predecessor === null ? {} : { predecessor: this.predecessor }),
      ...(this.reviewOn === null ? {} : { reviewOn: this.reviewOn }),
      ...(this.noticeBy === null ? {} : { noticeBy: this.noticeBy }),
      plan: this.plan,
      named: this.named,
    });
  }
}

/** The usual days; none where the agreement is too short for them. */
function defaultDates({ from, to }: { readonly from: Day; readonly to: Day }): WatchedDates {
  const before = (days: number): Day | null => (addDays(to, -days) < from ? null : addDays(to, -days));
  return { reviewOn: before(REVIEW_DAYS_BEFORE_END), noticeBy: before(NOTICE_DAYS_BEFORE_END) };
}

/** Reads why something is done; refuses none. */
export function reasonOf(written: string, otherwise: string): string {
  if (written.trim() === '') throw new Refusal('agreement.reason-missing', otherwise);
  return written.trim();
}
