import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock, failpoint } from '#libs/platform';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  CollectionPlan,
  type ConsultationStep,
  minimumRetainedOf,
  type PlanContent,
} from '../model/collection-plan.ts';
import { readPlan } from '../model/plan-text.ts';
import { EVERYTHING, Judge } from './judge.ts';
import { PlanInForce } from './plan-in-force.ts';
import { LOCK_PROJECTION } from './projection.ts';
import { reclassify } from './reclassify.ts';
import { recount } from './recount.ts';
import { countedDay, followPlan } from './statistics-by-day.ts';

/** Keeps the versions of collection plans, and changes which of them is in force. */
@Injectable()
export class CollectionPlans {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly plans: PlanInForce,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  /** Keeps a text as the next version of its plan. The text of the newest version again is that version. */
  draft(yaml: string, by: string): Promise<CollectionPlan> {
    return this.next(readPlan(yaml).plan, () => yaml, by);
  }

  /** The newest version of a plan, whatever its state. */
  async newest(plan: string): Promise<CollectionPlan | null> {
    return await this.em.findOne(CollectionPlan, { plan }, { orderBy: { version: 'desc' } });
  }

  /** Keeps what `write` makes of the newest version of a plan as the next one; nobody brings in another meanwhile. */
  async next(plan: string, write: (newest: CollectionPlan | null) => string, by: string): Promise<CollectionPlan> {
    return await this.em.transactional(async (tx) => {
      await tx.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`collection-plan ${plan}`]);
      const [newest] = await tx.find(CollectionPlan, { plan }, { orderBy: { version: 'desc' }, limit: 1 });
      const yaml = write(newest ?? null);
      if (newest?.yaml === yaml) return newest;
      const content = readPlan(yaml);
      const version = (newest?.version ?? 0) + 1;
      const made = new CollectionPlan({ ...content, version }, yaml, by, this.clock.now());
      tx.persist(made);
      return made;
    });
  }

  /** Lets `decide` open, move or close the consultation on a version, and keeps what it did with who and when. */
  async consult(plan: string, version: number, decide: (plan: CollectionPlan) => ConsultationStep[]): Promise<void> {
    await this.em.transactional(async (tx) => {
      const chosen = await tx.findOne(CollectionPlan, { plan, version }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (chosen === null) throw unknownPlan(plan, version);
      const steps = decide(chosen);
      await tx.flush();
      await tx.execute(
        `insert into plan_consultation (plan, version, number, what, until, by_name, at)
         select ?, ?, coalesce((select max(number) from plan_consultation where plan = ? and version = ?), 0) + 1,
                what, until, "by", at
           from json_to_recordset(?::json) as s (what text, until date, "by" text, at timestamptz)`,
        [plan, version, plan, version, JSON.stringify(steps)],
      );
    });
  }

  /**
   * Puts a version in force: titles find their profiles under it, everything is counted and judged again, and the flags
   * of the version before are cleared. Readers see the one or the other, never a mix.
   */
  async adopt(
    plan: string,
    version: number,
    confirmation: { supersedes: string | null; by: string },
  ): Promise<CollectionPlan> {
    const adopted = await this.em.transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      const chosen = await tx.findOne(CollectionPlan, { plan, version });
      if (chosen === null) throw unknownPlan(plan, version);
      const inForce = await tx.findOne(CollectionPlan, { state: 'adopted' });
      const content = readPlan(chosen.yaml);
      const facts = chosen.adopt(inForce, { ...confirmation, at: this.clock.now() }, content);
      if (facts.length === 0) return chosen;
      await tx.flush();
      await this.outbox.add(facts);
      await this.follow(chosen, content);
      failpoint('coverage.adopting');
      return chosen;
    });
    failpoint('coverage.adopted');
    return adopted;
  }

  private async follow({ plan, version }: CollectionPlan, content: PlanContent): Promise<void> {
    const profiles = content.profiles.map((profile, place) => ({
      number: place + 1,
      code: profile.code,
      name: profile.name,
      retained: minimumRetainedOf(profile),
    }));
    await this.em.execute(
      `insert into plan_profile (plan, version, number, code, name, retained)
       select ?, ?, number, code, name, retained
         from json_to_recordset(?::json) as p (number int, code text, name jsonb, retained int)`,
      [plan, version, JSON.stringify(profiles)],
    );
    await this.em.execute(`update projection set plan = ?, plan_version = ?, assessed_on = null`, [plan, version]);
    const { counting } = await this.plans.compiled(this.em, plan, version);
    await reclassify(this.em, counting);
    const on = await countedDay(this.em, this.clock.today());
    await followPlan(this.em, on);
    await recount(this.em, on);
    await this.judge.judge(EVERYTHING);
  }
}

export function unknownPlan(plan: string, version: number): Refusal {
  return new Refusal(
    'collection-plan.unknown',
    `There is no version ${version} of collection plan '${plan}'; GET /collection-plans lists those there are`,
  );
}
