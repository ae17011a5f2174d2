import { AcquisitionPlanDecidedV1, AcquisitionPlanSubmittedV1, type Fact, type PlanLine } from '#libs/contracts';
import { type Day, type Isil, Refusal } from '#libs/kernel';
import { Agreement } from './agreement.ts';
import { Mistakes } from './mistakes.ts';
import type { Participant } from './participant.ts';
import { type KnownProfiles, type PlanContent, refuseUnknownProfiles } from './proposal.ts';
import { refuseStale } from './stale.ts';

export const PLAN_STATES = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

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
  /** Goes up with every change, so that of two people one learns that the other was first. */
  version = 1;
  state: PlanState = 'draft';
  /** What the plan owner wrote on returning it. */
  remark: string | null = null;
  submittedAt: Date | null = null;
  /** The version that was last submitted: what an assessment is about. */
  submittedVersion: number | null = null;
  name: string;
  from: Day;
  to: Day;
  lines: PlanLine[];

  constructor(id: string, participant: Isil, content: PlanContent) {
    this.id = id;
    this.participant = participant;
    this.name = content.name;
    this.from = content.from;
    this.to = content.to;
    this.lines = content.lines;
  }

  /** Of two people who change a plan at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('acquisition-plan', this.name, this.version, seen);
  }

  /** Puts other content in the place of what a draft or a returned plan said. */
  edit(content: PlanContent): void {
    this.mustBe(['draft', 'returned'], 'not-editable', 'be edited');
    Object.assign(this, content);
    this.version++;
  }

  /** Offers the plan for review. Submitting what is submitted changes nothing and says nothing. */
  submit(circumstances: Circumstances, at: Date): AcquisitionPlanSubmittedV1[] {
    if (this.state === 'submitted') return [];
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

  /** Takes back a plan that was submitted. */
  withdraw(): AcquisitionPlanDecidedV1[] {
    if (this.state === 'withdrawn') return [];
    this.mustBe(['submitted', 'returned'], 'not-withdrawable', 'be withdrawn');
    return [this.decide('withdrawn')];
  }

  /** Sends the plan back to who submitted it, who may edit and submit it again. */
  return(remark: string): AcquisitionPlanDecidedV1[] {
    const said = remark.trim();
    if (this.state === 'returned' && this.remark === said) return [];
    this.mustBe(['submitted'], 'not-submitted', 'be returned');
    if (said === '') {
      throw new Refusal('acquisition-plan.remark-missing', 'Write what has to change, so that the plan can be mended');
    }
    this.remark = said;
    return [this.decide('returned', said)];
  }

  /** Makes an agreement of each line. Accepting what is accepted makes none and says nothing. */
  accept(): { agreements: Agreement[]; facts: Fact[] } {
    if (this.state === 'accepted') return { agreements: [], facts: [] };
    this.mustBe(['submitted'], 'not-submitted', 'be accepted');
    const decided = this.decide('accepted');
    const agreements = this.lines.map((line) => new Agreement(this, line));
    return { agreements, facts: [decided, ...agreements.map((agreement) => agreement.state())] };
  }

  /** Only what nobody else has seen can disappear without a trace. */
  discard(): void {
    this.mustBe(['draft'], 'not-discardable', 'be deleted; withdraw it instead');
  }

  private standing(version: number): AcquisitionPlanSubmittedV1 {
    const { id: plan, participant, name, from, to, lines } = this;
    return AcquisitionPlanSubmittedV1.of({ plan, version, participant, name, from, to, lines });
  }

  private decide(decision: 'accepted' | 'returned' | 'withdrawn', remark?: string): AcquisitionPlanDecidedV1 {
    this.state = decision;
    this.version++;
    return AcquisitionPlanDecidedV1.of({
      plan: this.id,
      version: this.version,
      participant: this.participant,
      decision,
      ...(remark === undefined ? {} : { remark }),
    });
  }

  private mustBe(states: PlanState[], reason: string, what: string): void {
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
  if (plan.from < participant.from) {
    mistakes.add('from', `${participant.name} takes part from ${participant.from}, the plan begins on ${plan.from}`);
  }
  if (participant.to !== null && plan.to > participant.to) {
    mistakes.add('to', `${participant.name} takes part until ${participant.to}, the plan ends on ${plan.to}`);
  }
  refuseUnknownProfiles(plan.lines, profiles, mistakes);
  mistakes.refuse('acquisition-plan.invalid', `Acquisition plan '${plan.name}'`);
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
