import { AcquisitionPlanRemarkedV1 } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { AcquisitionPlan, PlanState } from './acquisition-plan.ts';

export const REMARK_SIDES = ['participant', 'plan-owner'] as const;
export type RemarkSide = (typeof REMARK_SIDES)[number];

const LONGEST_REMARK = 5_000;
const OPEN: readonly PlanState[] = ['submitted', 'in-review', 'returned'];

/** Who says something, when, and under which id it is kept. */
export interface Saying {
  readonly id: string;
  readonly by: RemarkSide;
  readonly name: string;
  readonly at: Date;
}

/** What a library or a plan owner says to the other side about a plan under review, or about one of its lines. */
export class Remark {
  readonly id: string;
  readonly plan: string;
  /** The version it is about. */
  readonly version: number;
  readonly line: string | null;
  readonly by: RemarkSide;
  readonly name: string;
  readonly at: Date;
  readonly text: string;

  constructor(plan: AcquisitionPlan, line: string | null, text: string, saying: Saying) {
    this.id = saying.id;
    this.plan = plan.id;
    this.version = plan.version;
    this.line = line;
    this.by = saying.by;
    this.name = saying.name;
    this.at = saying.at;
    this.text = text.trim();
  }

  /** Tells of a new remark; refuses it where there is nothing to say it about. */
  say(plan: AcquisitionPlan): AcquisitionPlanRemarkedV1[] {
    if (!OPEN.includes(plan.state)) {
      throw new Refusal(
        'remark.closed',
        `Acquisition plan '${plan.name}' is ${plan.state}: remarks are made while it is ${OPEN.join(' or ')}`,
      );
    }
    if (this.text === '') throw new Refusal('remark.empty', 'Write what you want to say');
    if (this.text.length > LONGEST_REMARK) {
      throw new Refusal('remark.too-large', `A remark has at most ${LONGEST_REMARK} characters`);
    }
    if (this.line !== null && !plan.lines.some(({ line }) => line === this.line)) {
      throw new Refusal('line.unknown', `Acquisition plan '${plan.name}' has no line ${this.line}`);
    }
    const about = { plan: plan.id, remark: this.id, participant: plan.participant, by: this.by };
    return [AcquisitionPlanRemarkedV1.of(this.line === null ? about : { ...about, line: this.line })];
  }
}
