import { type Day, type Isil, Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type DemandRule, unmet } from '../model/demand.ts';
import { type ListedTitle, MOST_LISTED, type ReadList, readList } from '../model/listed-title.ts';
import { adviceOnPurchase, enoughAmong, type PurchaseFacts } from '../model/purchase-advice.ts';
import { demandRule } from '../store/demand.ts';
import { type ProfileInForce, profilesInForce, type ProfilesInForce } from './profiles-in-force.ts';
import type { PurchaseCheckRow, PurchaseItemRow } from './purchase-check-rows.ts';
import { type PurchaseStanding, standingsForPurchase } from './purchase-standings.ts';

export interface PurchaseQuestion {
  /** Who thinks of buying; `null` when nobody in particular does, so that everybody is another. */
  readonly participant: Isil | null;
  /** The profile that all of the titles are to be bought for; `null`: each for those that it belongs to. */
  readonly profile: string | null;
  readonly on: Day;
  /** Whether plans are told of that the participant has not submitted. */
  readonly seesDrafts: boolean;
}

type Listed = ReadList['titles'][number];

/** Is each title of a list to be bought, to be talked over or to be borrowed, and why? */
export async function purchaseCheck(
  em: EntityManager,
  question: PurchaseQuestion,
  list: readonly ListedTitle[],
): Promise<PurchaseCheckRow> {
  const { titles, unreadable } = readList(list);
  const plan = await profilesInForce(em, question.on);
  const rule = await demandRule(em);
  const named = question.profile === null ? null : [knownProfile(plan, question.profile)];
  const items: PurchaseItemRow[] = [];
  for (let from = 0; from < titles.length; from += MOST_LISTED) {
    const some = titles.slice(from, from + MOST_LISTED);
    const standings = await standingsForPurchase(
      em,
      some.map(({ key }) => key),
      { ...question, notable: plan.answering },
    );
    for (const listed of some) {
      const standing = standings.get(listed.key);
      if (standing === undefined) throw new Error(`Title ${listed.key} was asked for and not answered`);
      const profiles = named ?? plan.of(standing.id === null ? (listed.facets ?? standing) : standing);
      items.push(itemOf(listed, standing, profiles, question.participant, rule));
    }
  }
  const { on, participant } = question;
  const codes = new Set(items.flatMap(({ profiles }) => profiles));
  const profiles = [...codes].toSorted().map((code) => ({ code, name: knownProfile(plan, code).name }));
  return { on, participant, profiles, items, unreadable: [...unreadable] };
}

function knownProfile(plan: ProfilesInForce, code: string): ProfileInForce {
  const profile = plan.get(code);
  if (profile !== undefined) return profile;
  throw new Refusal(
    'profile.unknown',
    `The adopted collection plan has no profile ${code}; GET /profiles has those that there are`,
  );
}

function itemOf(
  listed: Listed,
  standing: PurchaseStanding,
  profiles: readonly ProfileInForce[],
  participant: Isil | null,
  rule: DemandRule,
): PurchaseItemRow {
  const isOther = (one: { readonly participant: Isil }): boolean => one.participant !== participant;
  const others = (isils: readonly Isil[]): Isil[] => [...new Set(isils)].filter((isil) => isil !== participant);
  const { planned, retained, ownExtant, ownOnOrder } = standing;
  const responsible = profiles.flatMap((profile) => profile.responsible);
  const keepers = new Set([
    ...profiles.flatMap((profile) => profile.keepers).filter((isil) => standing.notable.includes(isil)),
    ...retained.filter(({ held }) => held).map((one) => one.participant),
  ]);
  const facts: PurchaseFacts = {
    having: standing.having,
    enough: enoughAmong(profiles),
    plannedBy: others(planned.map((one) => one.participant)),
    keptBy: others([...keepers]).toSorted(),
    responsible: others(responsible),
    isResponsible: participant !== null && responsible.includes(participant),
    own: ownExtant + ownOnOrder,
    demand: standing.demand,
    rule,
  };
  return {
    line: listed.line,
    identifier: listed.identifier,
    key: listed.key,
    known: standing.id !== null,
    title: standing.title ?? listed.title,
    contributor: standing.contributor,
    year: standing.year,
    profiles: profiles.map(({ code }) => code),
    ...adviceOnPurchase(facts),
    enough: facts.enough,
    holders: standing.holders,
    ordering: standing.ordering,
    having: standing.having,
    copies: standing.copies,
    heldBy: standing.heldBy,
    orderedBy: standing.orderedBy,
    planned: planned.filter(isOther),
    ownPlans: planned.filter((one) => !isOther(one)),
    retained: retained.filter(isOther),
    keptBy: facts.keptBy,
    responsible: facts.responsible,
    own: { extant: ownExtant, onOrder: ownOnOrder },
    demand: standing.demand,
    unmet: unmet(standing.demand),
    buyAt: rule.buyAt,
  };
}
