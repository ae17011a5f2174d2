import { AcquisitionPlanAssessedV1 } from '#libs/contracts';
import { Outbox } from '#libs/messaging';
import { Clock, together } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assess } from '../model/assessment.ts';
import type { PlanVersion } from '../model/collection-plan.ts';
import { difference, stateOf, type Flag } from '../model/flag.ts';
import { listNumberOf } from '../model/reference-list.ts';
import { submittedPlans, flagsOnPlans, type SubmittedPlan } from './acquisition-plans.ts';
import { assessable } from './assessable.ts';
import { factsOf, keepFlags, openFlags } from './flags.ts';
import { settleParticipants } from './lasting-participants.ts';
import { PlanInForce } from './plan-in-force.ts';
import { recount } from './recount.ts';
import { type Keys, subjectsOf } from './subjects.ts';

/** What may have another judgement than before, and by which events. */
export interface Dirty {
  /** Numbers of profiles in the plan in force. */
  readonly profiles: 'all' | readonly number[];
  readonly keys: Keys;
  /** Acquisition plans that are to hear of their assessment, whatever it is. */
  readonly submitted?: readonly string[];
  readonly events: readonly string[];
}

export const EVERYTHING: Dirty = { profiles: 'all', keys: 'all', events: [] };

/** Judges what may have changed, keeps the flags that follow, and tells of those that changed: raised once each. */
@Injectable()
export class Judge {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly plans: PlanInForce,
    private readonly clock: Clock,
  ) {}

  /** As `judge`, for profiles by their codes; those that the plan in force does not know have no flags. */
  async judgeProfiles(codes: readonly string[], dirty: Omit<Dirty, 'profiles'>): Promise<void> {
    const { compiled } = await this.plans.standing(this.em);
    const places = compiled?.plan.profiles.map(({ code }) => code) ?? [];
    const profiles = codes.map((code) => places.indexOf(code) + 1).filter((number) => number > 0);
    await this.judge({ ...dirty, profiles });
  }

  /**
   * Joins the transaction of what changed, which holds the lock of the projection. On a day that nothing was judged for
   * yet, participants may have left, and everything is judged.
   */
  async judge(dirty: Dirty): Promise<void> {
    const { compiled, assessedOn } = await this.plans.standing(this.em);
    if (compiled === null) return;
    const { plan } = compiled;
    const on = this.clock.today();
    const isNewDay = assessedOn !== on;
    if (isNewDay && (await settleParticipants(this.em, on))) await recount(this.em, on);
    const { profiles, keys } = isNewDay ? EVERYTHING : dirty;
    if (profiles.length + keys.length + (dirty.submitted ?? []).length === 0) return;
    const numbers =
      profiles === 'all' || keys === 'all' ? plan.profiles.map((_, place) => place + 1) : judgedWith(plan, profiles);
    const subjects = await subjectsOf(this.em, keys);
    const judged = numbers.map((number) => plan.profiles[number - 1]!);
    const about = subjects === 'all' ? 'all' : { profiles: judged.map(({ code }) => code), subjects };
    const [facts, open] = await together(this.em, () => [
      assessable(this.em, plan, numbers, subjects, on),
      openFlags(this.em, about),
    ]);
    const change = difference(open, assess(facts, judged));
    const before = new Map(open.map((flag) => [flag.id, flag]));
    const changed = [...change.raised, ...change.updated, ...change.cleared].flatMap((flag) => [
      flag,
      before.get(flag.id) ?? flag,
    ]);
    const submitted = dirty.submitted ?? [];
    const [, , standing] = await together(this.em, () => [
      keepFlags(this.em, plan, change, { on, at: this.clock.now(), events: dirty.events }),
      this.outbox.add(factsOf(plan, change, open, on)),
      changed.length + submitted.length === 0 ? Promise.resolve([]) : submittedPlans(this.em),
    ]);
    await this.tellSubmitters(standing, changed, submitted);
    if (about === 'all')
      await this.em.execute(`update projection set assessed_on = ? where assessed_on is distinct from ?`, [on, on]);
  }

  /** Those whose plan stands as submitted hear what it means, first when they submitted it and whenever that changes. */
  private async tellSubmitters(
    standing: readonly SubmittedPlan[],
    changed: readonly Flag[],
    submitted: readonly string[],
  ): Promise<void> {
    const concerned = standing.filter((plan) => submitted.includes(plan.plan) || concerns(plan, changed));
    if (concerned.length === 0) return;
    const flags = await flagsOnPlans(
      this.em,
      concerned.map(({ plan }) => plan),
    );
    await this.outbox.add(
      concerned.map(({ plan, version, participant }) =>
        AcquisitionPlanAssessedV1.of({
          acquisitionPlan: plan,
          version,
          participant,
          flags: (flags.get(plan) ?? []).map(stateOf),
        }),
      ),
    );
  }
}

/** The profiles among these numbers, and those that are measured against the reference lists among them. */
function judgedWith(plan: PlanVersion, numbers: readonly number[]): number[] {
  const moved = new Set(numbers);
  const measured = plan.profiles.flatMap((profile, place) => {
    const list = listNumberOf(plan, profile);
    return list !== null && moved.has(list) ? [place + 1] : [];
  });
  return [...new Set([...numbers.filter((number) => number > 0), ...measured])];
}

function concerns({ plan, lines }: SubmittedPlan, changed: readonly Flag[]): boolean {
  return changed.some((flag) =>
    flag.kind === 'overlap.planned-title'
      ? (flag.evidence['plannedBy'] as { id: string }[]).some(({ id }) => id === plan)
      : flag.kind !== 'risk.last-copy' &&
        lines.some(({ profile, activity }) => profile === flag.profile && activity === flag.activity),
  );
}
