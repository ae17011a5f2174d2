import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanReviewStartedV1,
  AcquisitionPlanSubmittedV1,
  type PlanDecision,
  type PlanLine,
} from '#libs/contracts';
import { type Day, type Isil, Refusal } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';
import type { Participant } from './participant.ts';
import { type KnownProfiles, type PlanContent, refuseUnknownProfiles } from './proposal.ts';
import { type RefusedLine, readRefusals } from './refused-line.ts';

export const PLAN_STATES = [
  'draft',
  'submitted',
  'in-review',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'amended',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** A plan in one of these waits for the plan owner's decision. */
export const STANDING: readonly PlanState[] = ['submitted', 'in-review'];

/** An event carries a whole plan; the messaging server takes no larger one. */
export const LARGEST_PLAN_BYTES = 4_000_000;

/** What a plan is held against when it is submitted. */
export interface Circumstances {
  readonly participant: Participant;
  readonly profiles: KnownProfiles;
}

/** What one participant proposes for a period: lines per profile, each with the titles it names. */
export class AcquisitionPlan {
  readonly id: string;
  readonly participant: Isil;
  /** The accepted plan whose place it takes once it is accepted itself. */
  readonly amends: string | null;
  /** Goes up with every change, so that of two people one learns that the other was first. */
  version = 1;
  state: PlanState = 'draft';
  /** What was written on returning or rejecting it. */
  remark: string | null = null;
  /** Lines that did not become agreements when the plan was accepted. */
  refused: RefusedLine[] = [];
  submittedAt: Date | null = null;
  /** The version that was last submitted: what an assessment is about. */
  submittedVersion: number | null = null;
  name: string;
  from: Day;
  to: Day;
  lines: PlanLine[];

  constructor(id: string, participant: Isil, content: PlanContent, amends: string | null = null) {
    this.id = id;
    this.participant = participant;
    this.amends = amends;
    this.name = content.name;
    this.from = content.from;
    this.to = content.to;
    this.lines = content.lines;
  }

  get content(): PlanContent {
    return { name: this.name, from: this.from, to: this.to, lines: this.lines };
  }

  /** The lines that became agreements. */
  get acceptedLines(): PlanLine[] {
    const refused = new Set(this.refused.map(({ line }) => line));
    return this.lines.filter(({ line }) => !refused.has(line));
  }

  /** Puts other content in the place of what a draft or a returned plan said. */
  edit(content: PlanContent): void {
    this.mustBe(['draft', 'returned'], 'not-editable', 'be edited');
    Object.assign(this, content);
    this.version++;
  }

  /** Offers the plan for review. Submitting what is submitted changes nothing and says nothing. */
  submit(circumstances: Circumstances, at: Date): AcquisitionPlanSubmittedV1[] {
    if (STANDING.includes(this.state)) return [];
    this.mustBe(['draft', 'returned'], 'not-submittable', 'be submitted');
    refuseToSubmit(this, circumstances);
    const submitted = this.standing(this.version + 1);
    refuseTooLarge(submitted);
    this.state = 'submitted';
    this.submittedAt = at;
    this.version = submitted.version;
    this.submittedVersion = submitted.version;
    return [submitted];
  }

  /** Lets the participant know that somebody is looking at it. Doing so twice changes nothing and says nothing. */
  review(): AcquisitionPlanReviewStartedV1[] {
    if (this.state === 'in-review') return [];
    this.mustBe(['submitted'], 'not-submitted', 'be taken into review');
    this.state = 'in-review';
    this.version++;
    const { id: plan, version, participant } = this;
    return [AcquisitionPlanReviewStartedV1.of({ plan, version, participant })];
  }

  /** Takes back a plan that was submitted. */
  withdraw(): AcquisitionPlanDecidedV1[] {
    if (this.state === 'withdrawn') return [];
    this.mustBe([...STANDING, 'returned'], 'not-withdrawable', 'be withdrawn');
    return [this.decide('withdrawn')];
  }

  /** Sends the plan back to who submitted it, who may edit and submit it again. */
  return(remark: string): AcquisitionPlanDecidedV1[] {
    const said = remark.trim();
    if (this.state === 'returned' && this.remark === said) return [];
    this.mustBe(STANDING, 'not-submitted', 'be returned');
    if (said === '') {
      throw new Refusal('acquisition-plan.remark-missing', 'Write what has to change, so that the plan can be mended');
    }
    this.remark = said;
    return [this.decide('returned', { remark: said })];
  }

  /** Turns the plan down for good. */
  reject(reason: string): AcquisitionPlanDecidedV1[] {
    const said = reason.trim();
    if (this.state === 'rejected' && this.remark === said) return [];
    this.mustBe(STANDING, 'not-submitted', 'be rejected');
    if (said === '') {
      throw new Refusal('acquisition-plan.reason-missing', 'Say why the plan is rejected; the participant reads it');
    }
    this.remark = said;
    return [this.decide('rejected', { remark: said })];
  }

  /**
   * Agrees to the plan, whole or without the lines that are refused, each with its reason. Accepting what is accepted
   * says nothing.
   */
  accept(refused: readonly RefusedLine[] = []): AcquisitionPlanDecidedV1[] {
    if (this.state === 'accepted') return [];
    this.mustBe(STANDING, 'not-submitted', 'be accepted');
    this.refused = readRefusals(this, refused);
    const lines = this.acceptedLines.map(({ line }) => line);
    return [this.decide('accepted', this.refused.length === 0 ? {} : { lines })];
  }

  /** A draft by the same participant, to be changed and to take the place of this plan. */
  amendment(id: string, content: PlanContent): AcquisitionPlan {
    this.mustBe(['accepted'], 'not-amendable', 'be amended');
    return new AcquisitionPlan(id, this.participant, content, this.id);
  }

  /** Gives way to the amendment that was accepted. */
  giveWay(): AcquisitionPlanDecidedV1[] {
    this.mustBe(['accepted'], 'not-amendable', 'be amended');
    return [this.decide('amended')];
  }

  /** Only what nobody else has seen can disappear without a trace. */
  discard(): void {
    this.mustBe(['draft'], 'not-discardable', 'be deleted; withdraw it instead');
  }

  private standing(version: number): AcquisitionPlanSubmittedV1 {
    const { id: plan, participant, name, from, to, lines, amends } = this;
    const about = { plan, version, participant, name, from, to, lines };
    return AcquisitionPlanSubmittedV1.of(amends === null ? about : { ...about, amends });
  }

  private decide(decision: PlanDecision, more: { remark?: string; lines?: string[] } = {}): AcquisitionPlanDecidedV1 {
    this.state = decision;
    this.version++;
    const { id: plan, version, participant } = this;
    return AcquisitionPlanDecidedV1.of({ plan, version, participant, decision, ...more });
  }

  private mustBe(states: readonly PlanState[], reason: string, what: string): void {
    if (states.includes(this.state)) return;
    throw new Refusal(
      `acquisition-plan.${reason}`,
      `Acquisition plan '${this.name}' is ${this.state}: only a plan that is ${states.join(' or ')} can ${what}`,
    );
  }
}

function refuseToSubmit(plan: AcquisitionPlan, { participant, profiles }: Circumstances): void {
  if (profiles === null) {
    throw new Refusal(
      'profile.unknown',
      'No adopted collection plan is known yet, so the profiles of this plan cannot be checked; keep it as a draft and submit it once a collection plan is adopted',
    );
  }
  const mistakes = new Mistakes();
  if (plan.lines.length === 0) mistakes.add('lines', 'a plan without lines proposes nothing; add at least one');
  addOutsideTime(plan, participant, mistakes);
  refuseUnknownProfiles(plan.lines, profiles, mistakes);
  mistakes.refuse('acquisition-plan.invalid', `Acquisition plan '${plan.name}'`);
}

/** Refuses a plan that lasts longer than its participant takes part: it may have closed since it was submitted. */
export function refuseOutsideTime(plan: AcquisitionPlan, participant: Participant): void {
  const mistakes = new Mistakes();
  addOutsideTime(plan, participant, mistakes);
  mistakes.refuse('acquisition-plan.invalid', `Acquisition plan '${plan.name}'`);
}

function addOutsideTime(plan: AcquisitionPlan, participant: Participant, mistakes: Mistakes): void {
  if (plan.from < participant.from) {
    mistakes.add('from', `${participant.name} takes part from ${participant.from}, the plan begins on ${plan.from}`);
  }
  if (participant.to !== null && plan.to > participant.to) {
    mistakes.add('to', `${participant.name} takes part until ${participant.to}, the plan ends on ${plan.to}`);
  }
}

function refuseTooLarge(submitted: AcquisitionPlanSubmittedV1): void {
  const bytes = Buffer.byteLength(JSON.stringify(submitted));
  if (bytes > LARGEST_PLAN_BYTES) {
    throw new Refusal(
      'acquisition-plan.too-large',
      `The plan takes ${bytes} bytes, more than the ${LARGEST_PLAN_BYTES} that can be passed on; divide it over several plans`,
    );
  }
}
