import { type Day, Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assess } from '../model/assessment.ts';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { ProfileStatistics } from '../model/facts.ts';
import type { Flag } from '../model/flag.ts';
import { type AgreedQuantity, type Branch, branchOf } from '../model/scenario-branch.ts';
import type { ScenarioChange } from '../model/scenario-change.ts';
import { assessable } from './assessable.ts';
import { HoldersInMemory } from './holders-in-memory.ts';
import { PlanInForce } from './plan-in-force.ts';
import { branchFacts, touchedTitles, trunkOf, trunkOn } from './scenario-facts.ts';

/** What is, or would be: the flags of all that may differ, and what they follow from. */
export interface Judged {
  readonly flags: readonly Flag[];
  readonly statistics: ReadonlyMap<string, ProfileStatistics>;
  readonly agreements: readonly AgreedQuantity[];
}

export interface JudgedBranch extends Judged {
  readonly branch: Branch;
  /** Profiles whose figures were counted from the holdings themselves. */
  readonly counted: readonly string[];
}

/** Scenarios beside what is, at one moment and for one day. */
export interface Evaluation {
  readonly plan: PlanVersion;
  readonly on: Day;
  /** Profiles that may differ; flags on others are as they are in all of them. */
  readonly touched: ReadonlySet<string>;
  /** Whether everything was judged, so that no flag was left out. */
  readonly whole: boolean;
  readonly live: Judged;
  readonly branches: readonly JudgedBranch[];
}

/** Judges scenarios by the assessment that the live state is judged by. Reads only. */
@Injectable()
export class ScenarioEvaluation {
  constructor(
    private readonly plans: PlanInForce,
    private readonly holders: HoldersInMemory,
    private readonly clock: Clock,
  ) {}

  /** The plan in force, and the day on which everything was judged last. */
  async base(em: EntityManager): Promise<{ plan: PlanVersion; on: Day }> {
    const { compiled, assessedOn } = await this.plans.standing(em);
    if (compiled === null) {
      throw new Refusal('collection-plan.unknown', 'No collection plan is in force yet; a plan owner can adopt one');
    }
    return { plan: compiled.plan, on: assessedOn ?? this.clock.today() };
  }

  /** In a transaction of one moment. `whole` judges everything, also what cannot differ. */
  async evaluate(
    em: EntityManager,
    scenarios: readonly { readonly on: Day | null; readonly changes: readonly ScenarioChange[] }[],
    whole = false,
  ): Promise<Evaluation> {
    const base = await this.base(em);
    const { plan } = base;
    const on = scenarios[0]?.on ?? base.on;
    if (on < base.on) {
      throw new Refusal('scenario.day-over', `${on} is over; choose ${base.on} or a later day`);
    }
    const all = whole || on !== base.on;
    const trunk = await trunkOf(
      em,
      plan,
      scenarios.flatMap(({ changes }) => changes),
    );
    const branches = scenarios.map(({ changes }) => branchOf(trunk, changes));
    const touched = new Set([
      ...(all ? plan.profiles.map(({ code }) => code) : []),
      ...branches.flatMap((branch) => [...branch.touched.profiles]),
    ]);
    const titles = all
      ? 'all'
      : await touchedTitles(
          em,
          branches.map((branch) => branch.touched),
        );
    const judged = plan.profiles.filter(({ code }) => touched.has(code));
    const numbers = judged.map((profile) => plan.profiles.indexOf(profile) + 1);
    const now = await trunkOn(em, this.holders, await assessable(em, plan, numbers, titles, on), trunk);
    const live: Judged = {
      flags: assess(now.facts, judged),
      statistics: now.facts.statistics,
      agreements: trunk.agreements,
    };
    const evaluated: JudgedBranch[] = [];
    for (const branch of branches) {
      const { facts, counted } = await branchFacts(em, this.holders, now, trunk, branch, touched);
      const flags = assess(
        facts,
        branch.plan.profiles.filter(({ code }) => touched.has(code)),
      );
      evaluated.push({ branch, flags, statistics: facts.statistics, agreements: branch.agreements, counted });
    }
    return { plan, on, touched, whole: all, live, branches: evaluated };
  }
}
