import type { Isil } from '#libs/kernel';
import { type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { Scenario, ScenarioOwner } from '../model/scenario.ts';
import { branchOf, profileOf } from '../model/scenario-branch.ts';
import { PLAN_CHANGES } from '../model/scenario-change.ts';
import { changeInWords, withoutEffectInWords } from '../model/scenario-words.ts';
import { trunkOf } from '../store/scenario-facts.ts';
import type { ScenarioChangeRow, ScenarioSummaryRow } from './scenario-rows.ts';

/** Which scenarios may this person see, the one changed last first? */
export async function scenarios(
  em: EntityManager,
  reader: ScenarioOwner,
  { after, limit }: PageRequest,
): Promise<Page<ScenarioSummaryRow>> {
  const place = valuesOf(after, 2);
  const rows = await em.execute<(ScenarioSummaryRow & { place?: string })[]>(
    `select id::text, name, owner_name as owner, owner_id = ? as mine, shared, plan || '/' || plan_version as plan,
            judged_on::text as "on", jsonb_array_length(changes) as "changeCount", version, changed_at as "changedAt",
            to_char(changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as place
       from scenario
      where (shared or owner_id = ?)
        ${place === null ? '' : `and (changed_at < ?::timestamp at time zone 'utc' or changed_at = ?::timestamp at time zone 'utc' and id > ?::uuid)`}
      order by changed_at desc, id limit ?`,
    [reader.id, reader.id, ...(place === null ? [] : [place[0], place[0], place[1]]), limit + 1],
  );
  const { items, next } = pageOf(rows, limit, (last) => placeOf(last.place, last.id));
  for (const item of items) delete item.place;
  return { items, next };
}

export function summaryOf(scenario: Scenario, reader: ScenarioOwner): ScenarioSummaryRow {
  const { id, name, ownerName, ownerId, shared, plan, planVersion, on, changes, version, changedAt } = scenario;
  return {
    id,
    name,
    owner: ownerName,
    mine: ownerId === reader.id,
    shared,
    plan: `${plan}/${planVersion}`,
    on,
    changeCount: changes.length,
    version,
    changedAt: changedAt.toISOString(),
  };
}

/** The changes of a scenario in words, and which of them have no effect on what is now. */
export async function changesInWords(
  em: EntityManager,
  plan: PlanVersion,
  { changes }: Pick<Scenario, 'changes'>,
): Promise<ScenarioChangeRow[]> {
  const trunk = await trunkOf(em, plan, changes);
  const lacking = new Map(branchOf(trunk, changes).unmet.map(({ change, lacks }) => [change, lacks]));
  const profiles = new Map(plan.profiles.map((profile) => [profile.code, profile]));
  const named = {
    agreements: new Map(trunk.agreements.map((it) => [it.agreement, it])),
    standing: trunk.standing,
    participants: await participantNames(em),
  };
  return changes.map((change) => {
    const lacks = lacking.get(change.id);
    if (change.kind === 'profile-added' && lacks === undefined) profiles.set(change.profile, profileOf(change));
    return {
      id: change.id,
      kind: change.kind,
      says: changeInWords(change, { plan: { ...plan, profiles: [...profiles.values()] }, ...named }),
      withoutEffect: lacks === undefined ? null : withoutEffectInWords(lacks),
      ofPlan: PLAN_CHANGES.has(change.kind),
      change,
    };
  });
}

export async function participantNames(em: EntityManager): Promise<Map<Isil, string>> {
  const rows = await em.execute<{ isil: Isil; name: string }[]>(
    `select isil, coalesce(name, isil) as name from participant`,
  );
  return new Map(rows.map(({ isil, name }) => [isil, name]));
}
