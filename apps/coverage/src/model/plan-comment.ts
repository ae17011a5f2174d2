import { dayOf, type Isil, Refusal } from '#libs/kernel';
import type { CollectionPlan } from './collection-plan.ts';

export const COMMENT_ANSWERS = ['accepted', 'declined'] as const;
export type CommentAnswer = (typeof COMMENT_ANSWERS)[number];

/** Who writes or withdraws a comment. */
export interface Writer {
  readonly id: string;
  readonly name: string;
}

/** What a participant says of a version of the collection plan, or of one of its profiles, and what is answered to it. */
export class PlanComment {
  readonly id: string;
  readonly plan: string;
  readonly version: number;
  /** `null`: the plan as a whole. */
  readonly profile: string | null;
  readonly participant: Isil;
  readonly text: string;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly writtenAt: Date;
  answer: CommentAnswer | null = null;
  answerText: string | null = null;
  answeredBy: string | null = null;
  answeredAt: Date | null = null;
  withdrawnAt: Date | null = null;

  /** A participant comments while that is asked: in consultation, up to and including its last day. */
  constructor(
    on: CollectionPlan,
    profiles: readonly string[],
    said: { id: string; profile: string | null; participant: Isil; text: string },
    writer: Writer,
    at: Date,
  ) {
    refuseUnasked(on, at);
    if (said.profile !== null && !profiles.includes(said.profile)) {
      throw new Refusal('profile.unknown', `${on.token} has no profile '${said.profile}'; leave it out for the plan`);
    }
    this.id = said.id;
    this.plan = on.plan;
    this.version = on.version;
    this.profile = said.profile;
    this.participant = said.participant;
    this.text = said.text;
    this.writtenBy = writer.id;
    this.writtenByName = writer.name;
    this.writtenAt = at;
  }

  /** The plan owner takes a comment over or not, and says why. An answer stands: the participant has read it. */
  reply(answer: CommentAnswer, text: string, { by, at }: { by: string; at: Date }): void {
    if (this.withdrawnAt !== null) {
      throw new Refusal('plan-comment.withdrawn', 'This comment was withdrawn, so that it needs no answer');
    }
    if (this.answeredAt !== null) {
      if (this.answer === answer && this.answerText === text) return;
      throw this.answered();
    }
    this.answer = answer;
    this.answerText = text;
    this.answeredBy = by;
    this.answeredAt = at;
  }

  /** Whoever wrote it takes it back while it is not answered. Twice changes nothing. */
  withdraw(writer: Writer, at: Date): void {
    if (writer.id !== this.writtenBy) {
      throw new Refusal(
        'plan-comment.not-yours',
        `Only ${this.writtenByName}, who wrote this comment, can withdraw it`,
        [],
        {
          name: this.writtenByName,
        },
      );
    }
    if (this.answeredAt !== null) throw this.answered();
    this.withdrawnAt ??= at;
  }

  private answered(): Refusal {
    return new Refusal(
      'plan-comment.answered',
      `This comment was answered by ${this.answeredBy}; both stay as they are`,
    );
  }
}

function refuseUnasked({ token, state, consultedUntil }: CollectionPlan, at: Date): void {
  if (state !== 'consultation' || consultedUntil === null) {
    throw new Refusal(
      'consultation.not-open',
      `No comments are asked on ${token}, which is ${state}; a plan owner can open consultation on a draft`,
    );
  }
  if (dayOf(at) <= consultedUntil) return;
  throw new Refusal(
    'consultation.over',
    `Comments on ${token} were asked until ${consultedUntil}; a plan owner can move that day`,
    [],
    { until: consultedUntil },
  );
}
