import { Refusal } from '#libs/kernel';
import type { User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CollectionPlan, PlanContent } from '../model/collection-plan.ts';
import { readPlan } from '../model/plan-text.ts';
import { collectionPlan } from '../queries/collection-plans.ts';
import type { PlanRow } from '../queries/rows.ts';
import { CollectionPlans, unknownPlan } from '../store/collection-plans.ts';

/** What of a plan is changed apart from the rest, by the subject of its refusals. */
const PARTS = {
  'network-agreements': 'the list',
  crosswalk: 'the crosswalks',
  'reference-list': 'the reference lists',
} as const;

interface Version {
  readonly plan: string;
  readonly version: number;
}

/** Makes the next version of a plan by a change of one part. Only the newest can be followed up so, that nothing in it is lost. */
@Injectable()
export class NextVersion {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: CollectionPlans,
  ) {}

  async one({ plan, version }: Version): Promise<PlanRow> {
    const found = await collectionPlan(this.em, { plan, version });
    if (found === null) throw unknownPlan(plan, version);
    return found;
  }

  /** What the version says, when it is the newest of its plan. */
  async newest(version: Version, part: keyof typeof PARTS): Promise<PlanContent> {
    await this.one(version);
    return readPlan(theNewest(await this.plans.newest(version.plan), version, part).yaml);
  }

  /** `write` gives the text with the change, from the text and what it says. The same text makes no version. */
  async after(
    version: Version,
    part: keyof typeof PARTS,
    { name }: User,
    write: (yaml: string, content: PlanContent) => string,
  ): Promise<PlanRow> {
    await this.one(version);
    const made = await this.plans.next(
      version.plan,
      (found) => {
        const { yaml } = theNewest(found, version, part);
        return write(yaml, readPlan(yaml));
      },
      name,
    );
    return this.one(made);
  }
}

function theNewest(found: CollectionPlan | null, { plan, version }: Version, part: keyof typeof PARTS): CollectionPlan {
  if (found?.version === version) return found;
  const newest = `${plan}/${found?.version ?? 0}`;
  throw new Refusal(
    `${part}.stale`,
    `${plan}/${version} is not the newest version any more; change ${PARTS[part]} of ${newest}, so that nothing in it is lost`,
    [],
    { newest },
  );
}
