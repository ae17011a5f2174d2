import { type CommitmentState, RetentionCommitmentState } from '#libs/contracts';
import { covers, type Day, day, type Isil, Refusal, type TitleKey } from '#libs/kernel';
import { type Becoming, refuseBecoming, refuseUnexplained } from './commitment-state.ts';
import { type CommitmentTerms, mistakesInTerms, sameTerms } from './commitment-terms.ts';
import { Mistakes } from './mistakes.ts';
import { refuseStale } from './stale.ts';

/** What a commitment is about: one title, or whatever its participant has of one profile. */
export type CommitmentSubject =
  | { readonly key: TitleKey; readonly identifier: string; readonly title: string | null }
  | { readonly profile: string };

/** A commitment as it is made. `from` is not always known of those made long ago. */
export interface CommitmentPromise {
  readonly participant: Isil;
  readonly about: CommitmentSubject;
  readonly from: Day | null;
  readonly terms: CommitmentTerms;
}

/** A participant's promise to keep a title, or what it has of a profile. Whatever becomes of it, it is never deleted. */
export class RetentionCommitment {
  readonly id: string;
  readonly participant: Isil;
  readonly about: CommitmentSubject;
  readonly from: Day | null;
  version = 1;
  terms: CommitmentTerms;
  state: CommitmentState = 'active';
  /** The day on which it became what it is; `null` while it is active from the start. */
  since: Day | null = null;
  successor: string | null = null;
  reason: string | null = null;
  /** Why its terms are others than before. */
  amendedBecause: string | null = null;

  constructor(id: string, { participant, about, from, terms }: CommitmentPromise) {
    this.id = id;
    this.participant = participant;
    this.about = about;
    this.from = from;
    this.terms = terms;
  }

  bindsOn(on: Day): boolean {
    return this.state === 'active' && covers({ from: this.from ?? on, to: this.terms.until }, on);
  }

  /** Tells of a commitment that was not known before. */
  make(): RetentionCommitmentState[] {
    refuseTerms(this.from, this.terms);
    return [this.told()];
  }

  /** Of two people who change a commitment at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('commitment', this.subject, this.version, seen);
  }

  /** Promises the same thing on other terms, for a reason where there is one. Changing nothing says nothing. */
  amend(terms: CommitmentTerms, because: string | null = null): RetentionCommitmentState[] {
    if (sameTerms(this.terms, terms)) return [];
    if (this.state !== 'active') {
      throw new Refusal(
        'commitment.not-active',
        `The commitment is ${this.state}; only the terms of an active one can be changed`,
      );
    }
    refuseTerms(this.from, terms);
    this.terms = terms;
    this.amendedBecause = because;
    return this.changed();
  }

  /** Records what a person says became of it. Saying the same again says nothing. */
  become(becoming: Becoming, today: Day): RetentionCommitmentState[] {
    refuseUnexplained(becoming);
    return this.turn(becoming, today);
  }

  /** Records what became of it. Saying the same again says nothing. */
  turn(becoming: Becoming, today: Day): RetentionCommitmentState[] {
    const { state, on, successor, reason } = becoming;
    if (state === this.state && on === this.since && successor === this.successor && reason === this.reason) return [];
    day(on);
    refuseBecoming(this, becoming, today);
    this.state = state;
    this.since = on;
    this.successor = successor;
    this.reason = reason;
    return this.changed();
  }

  /** Refuses to be succeeded by one that is about something else, or that does not bind itself. */
  expectSuccessor(other: RetentionCommitment): void {
    if (other.subject !== this.subject) {
      throw new Refusal(
        'commitment.successor-elsewhere',
        `The successor is about ${other.subject}, this commitment about ${this.subject}; name one about the same`,
      );
    }
    if (other.state !== 'active') {
      throw new Refusal(
        'commitment.successor-ended',
        `The successor is ${other.state} itself; name one that is active`,
      );
    }
  }

  /** What it is about, in one word. */
  get subject(): string {
    return 'key' in this.about ? this.about.key : this.about.profile;
  }

  told(): RetentionCommitmentState {
    const about = 'key' in this.about ? { key: this.about.key } : { profile: this.about.profile };
    return {
      commitment: this.id,
      version: this.version,
      participant: this.participant,
      ...about,
      ...(this.from === null ? {} : { from: this.from }),
      ...(this.terms.until === null ? {} : { until: this.terms.until }),
      policy: this.terms.policy,
      state: this.state,
      ...(this.since === null ? {} : { since: this.since }),
      ...(this.successor === null ? {} : { successor: this.successor }),
    };
  }

  private changed(): RetentionCommitmentState[] {
    this.version++;
    return [this.told()];
  }
}

function refuseTerms(from: Day | null, terms: CommitmentTerms): void {
  const mistakes = new Mistakes();
  mistakes.reading('from', () => (from === null ? null : day(from)));
  mistakesInTerms(terms, from, mistakes);
  mistakes.refuse('commitment.invalid', 'The commitment');
}
