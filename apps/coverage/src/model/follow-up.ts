import { FlagFollowedUpV1, type FlagKind, type FollowUpKind } from '#libs/contracts';
import { type Day, dayOf, type Isil, Refusal } from '#libs/kernel';

/** A flag as far as following it up depends on it. */
export interface FollowedFlag {
  readonly id: string;
  readonly kind: FlagKind;
  readonly profile: string;
  readonly participants: readonly Isil[];
  readonly raisedAt: Date;
  readonly cleared: boolean;
  /** The last day of the collection plan that the flag belongs to. */
  readonly planEnds: Day;
}

/** Who does something, and when. */
export interface Doing {
  readonly by: string;
  readonly at: Date;
}

/** How a flag stands with the people who follow it up. */
export type FollowUpState = 'new' | 'acknowledged' | 'waived';

/**
 * What people did about one flag. The condition is judged by the service, what to do about it by people: these are
 * facts of their own, which no recomputation touches.
 */
export class FollowUp {
  readonly flag: string;
  version = 0;
  acknowledgedBy: string | null = null;
  acknowledgedAt: Date | null = null;
  assignedTo: string | null = null;
  waivedUntil: Day | null = null;
  waivedBecause: string | null = null;

  constructor(flag: string) {
    this.flag = flag;
  }

  /** Who saw a flag says so; when it is raised again after it was cleared, it is to be seen again. */
  stateOf({ raisedAt }: Pick<FollowedFlag, 'raisedAt'>): FollowUpState {
    if (this.waivedUntil !== null) return 'waived';
    return this.acknowledgedAt !== null && this.acknowledgedAt >= raisedAt ? 'acknowledged' : 'new';
  }

  /** Somebody saw it. Seeing it twice changes nothing and says nothing. */
  acknowledge(flag: FollowedFlag, { by, at }: Doing): FlagFollowedUpV1[] {
    refuseCleared(flag);
    if (this.acknowledgedAt !== null && this.acknowledgedAt >= flag.raisedAt) return [];
    this.acknowledgedBy = by;
    this.acknowledgedAt = at;
    return [this.say(flag, 'acknowledged', { by })];
  }

  /** Somebody is to do something about it: a person or an organisation, as people call them. */
  assign(flag: FollowedFlag, to: string, { by }: Doing): FlagFollowedUpV1[] {
    refuseCleared(flag);
    if (this.assignedTo === to) return [];
    this.assignedTo = to;
    return [this.say(flag, 'assigned', { by, assignedTo: to })];
  }

  /** It need not be looked at up to and including a day, for a reason. That day comes within the plan's period. */
  waive(
    flag: FollowedFlag,
    { until, because }: { until: Day; because: string },
    { by, at }: Doing,
  ): FlagFollowedUpV1[] {
    refuseCleared(flag);
    if (until <= dayOf(at)) {
      throw new Refusal('flag.waived-into-the-past', `A flag is waived until a day to come, not until ${until}`);
    }
    if (until > flag.planEnds) {
      throw new Refusal(
        'flag.waived-beyond-the-plan',
        `The collection plan of this flag ends on ${flag.planEnds}; waive it until that day at the latest`,
      );
    }
    if (this.waivedUntil === until && this.waivedBecause === because) return [];
    this.waivedUntil = until;
    this.waivedBecause = because;
    return [this.say(flag, 'waived', { by, until, text: because })];
  }

  /** Somebody has something to say about it, also after it was cleared. */
  note(flag: FollowedFlag, text: string, { by }: Doing): FlagFollowedUpV1[] {
    return [this.say(flag, 'noted', { by, text })];
  }

  /** It is to be looked at again: neither acknowledged nor waived any more. */
  reopen(flag: FollowedFlag, because: string, { by }: Doing): FlagFollowedUpV1[] {
    refuseCleared(flag);
    if (this.stateOf(flag) === 'new') return [];
    this.lift();
    return [this.say(flag, 'reopened', { by, text: because })];
  }

  /** The day until which it was waived is over: the calendar reopens it. */
  expire(flag: FollowedFlag, today: Day): FlagFollowedUpV1[] {
    if (this.waivedUntil === null || this.waivedUntil >= today) return [];
    const until = this.waivedUntil;
    this.lift();
    return [this.say(flag, 'reopened', { until })];
  }

  private lift(): void {
    this.waivedUntil = null;
    this.waivedBecause = null;
    this.acknowledgedBy = null;
    this.acknowledgedAt = null;
  }

  private say(
    { id, kind, profile, participants }: FollowedFlag,
    what: FollowUpKind,
    how: Pick<FlagFollowedUpV1, 'by' | 'text' | 'assignedTo' | 'until'>,
  ): FlagFollowedUpV1 {
    this.version++;
    const { version } = this;
    return FlagFollowedUpV1.of({ flag: id, version, what, kind, profile, participants: [...participants], ...how });
  }
}

function refuseCleared({ id, cleared }: FollowedFlag): void {
  if (!cleared) return;
  throw new Refusal(
    'flag.cleared',
    `Flag ${id} was cleared: its condition holds no longer, so that a note is all it can get`,
  );
}
