import type { WithdrawalAdvice, WithdrawalItemState, WithdrawalState } from '#libs/contracts';
import { type Day, day, type Isil, Refusal, type TitleKey } from '#libs/kernel';
import { filled, unmet } from './demand.ts';
import { refuseStale } from './stale.ts';
import {
  type Advised,
  adviceOn,
  type TitleStanding,
  type WithdrawalReason,
  type WithdrawalRule,
} from './withdrawal-advice.ts';

/** Copies of one title that a participant wants to dispose of. */
export interface ProposedItem {
  readonly id: string;
  readonly withdrawal: string;
  readonly position: number;
  readonly participant: Isil;
  readonly identifier: string;
  readonly key: TitleKey;
  /** The title as it was found; `null` when nobody told of it. */
  readonly title: string | null;
  readonly copies: number;
  readonly acceptBy: Day;
}

/** What was decided about copies that a participant wants to dispose of. Every decision is made under the title's lock. */
export class WithdrawalItem {
  readonly id: string;
  readonly withdrawal: string;
  readonly position: number;
  readonly participant: Isil;
  readonly identifier: string;
  readonly key: TitleKey;
  readonly title: string | null;
  readonly copies: number;
  version = 1;
  advice: WithdrawalAdvice = 'keep';
  reason: WithdrawalReason = 'title-unknown';
  state: WithdrawalState = 'kept';
  leaves = 0;
  remaining = 0;
  minimum = 0;
  /** Requests of the last twelve months that were filled, and that nobody in the province or the country could fill. */
  filled = 0;
  unmet = 0;
  /** Who may take it over; none named: everybody. */
  offeredTo: Isil[] = [];
  /** The last day on which it can be taken over. */
  acceptBy: Day;
  acceptedBy: Isil | null = null;
  overriddenBecause: string | null = null;

  constructor(proposed: ProposedItem) {
    this.id = proposed.id;
    this.withdrawal = proposed.withdrawal;
    this.position = proposed.position;
    this.participant = proposed.participant;
    this.identifier = proposed.identifier;
    this.key = proposed.key;
    this.title = proposed.title;
    this.copies = proposed.copies;
    this.acceptBy = proposed.acceptBy;
  }

  /** Of two people who decide at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('withdrawal', this.identifier, this.version, seen);
  }

  /** The first decision, by the advice. */
  propose(standing: TitleStanding, rule: WithdrawalRule): void {
    const advised = this.count(standing, rule);
    this.advice = advised.advice;
    this.state = advised.advice === 'keep' ? 'kept' : advised.advice === 'offer' ? 'offered' : 'free';
    this.offeredTo = advised.advice === 'offer' ? [...standing.wantedBy] : [];
  }

  /** Lets go what is advised to be kept. Who does so says why, and that is kept. */
  override(because: string, standing: TitleStanding, rule: WithdrawalRule): void {
    this.refuseUnless(['kept', 'offered'], 'let go against the advice');
    if (because.trim() === '') {
      throw new Refusal(
        'withdrawal.reason-missing',
        'Say why it goes although the advice is to keep it; that is recorded',
      );
    }
    this.count(standing, rule);
    this.overriddenBecause = because.trim();
    this.changeTo('free');
  }

  /** Offers to everybody what is to be kept here, until a day. */
  offer(acceptBy: Day, today: Day): void {
    this.refuseUnless(['kept'], 'offered');
    if (day(acceptBy) < today) {
      throw new Refusal('withdrawal.date-passed', `${acceptBy} has passed; give others until today or a later day`);
    }
    this.acceptBy = acceptBy;
    this.offeredTo = [];
    this.changeTo('offered');
  }

  /** Takes it over: the copies move to another participant, so that the network loses none. */
  accept(by: Isil, today: Day): void {
    this.refuseUnless(['offered'], 'taken over');
    if (by === this.participant) {
      throw new Refusal('withdrawal.own-offer', 'You offer it yourself; call the withdrawal of it off instead');
    }
    if (this.offeredTo.length > 0 && !this.offeredTo.includes(by)) {
      throw new Refusal('withdrawal.not-offered', `It is offered to ${this.offeredTo.join(', ')}, not to ${by}`);
    }
    if (today > this.acceptBy) {
      throw new Refusal('withdrawal.date-passed', `It could be taken over until ${this.acceptBy}, and that has passed`);
    }
    this.acceptedBy = by;
    this.changeTo('accepted');
  }

  /** After the last day nobody takes it over: it goes, unless it is to be kept as things are now. */
  release(standing: TitleStanding, rule: WithdrawalRule, today: Day): void {
    this.refuseUnless(['offered'], 'released');
    if (today <= this.acceptBy) {
      throw new Refusal(
        'withdrawal.not-yet',
        `Others can take it over until ${this.acceptBy}; it is released after that day`,
      );
    }
    const advised = this.count(standing, rule);
    this.changeTo(advised.advice === 'keep' ? 'kept' : 'free');
  }

  /** Keeps it after all. */
  callOff(): void {
    this.refuseUnless(['kept', 'offered', 'free'], 'called off');
    this.changeTo('called-off');
  }

  told(): WithdrawalItemState {
    const { id: item, version, key, copies, advice, state, remaining, minimum } = this;
    return {
      item,
      version,
      key,
      copies,
      advice,
      state,
      remaining,
      minimum,
      ...(this.overriddenBecause === null ? {} : { overridden: true }),
      ...(this.acceptedBy === null ? {} : { acceptedBy: this.acceptedBy }),
    };
  }

  /** Keeps the numbers by which it is decided, with the reason that they are. */
  private count(standing: TitleStanding, rule: WithdrawalRule): Advised {
    const advised = adviceOn(this.copies, standing, rule);
    const { reason, leaves, remaining } = advised;
    const demand = { filled: filled(standing.demand), unmet: unmet(standing.demand) };
    Object.assign(this, { reason, leaves, remaining, minimum: rule.minimum, ...demand });
    return advised;
  }

  private changeTo(state: WithdrawalState): void {
    this.state = state;
    this.version++;
  }

  private refuseUnless(states: readonly WithdrawalState[], what: string): void {
    if (states.includes(this.state)) return;
    throw new Refusal(
      'withdrawal.not-possible',
      `'${this.identifier}' is ${this.state}; only what is ${states.join(' or ')} can be ${what}`,
    );
  }
}
