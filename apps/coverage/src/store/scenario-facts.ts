import type { Day, Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import { type Facets, type Scope, scopeMatcher } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Assessable } from '../model/assessment.ts';
import { minimumRetainedOf, type PlanVersion, type Profile } from '../model/collection-plan.ts';
import type { Arrived, LeavingTitle, PlannedTitle, ProfileStatistics } from '../model/facts.ts';
import type { AgreedQuantity, Branch, StandingPlan, Touched, Trunk } from '../model/scenario-branch.ts';
import type { ScenarioChange } from '../model/scenario-change.ts';
import { arrayOf } from './array.ts';
import { arrivalsOf } from './arrivals.ts';
import type { HoldingCounts } from '../model/title-tally.ts';
import type { HoldersInMemory } from './holders-in-memory.ts';
import { countsUnder, heldByThemAlone } from './hypothetical-counts.ts';
import { listedUnder } from './hypothetical-listed.ts';
import { retainedUnder } from './hypothetical-retained.ts';
import { unsettledParticipants } from './lasting-participants.ts';
import type { Subjects } from './subjects.ts';

/** What scenarios branch off from, as it is now. */
export async function trunkOf(
  em: EntityManager,
  plan: PlanVersion,
  changes: readonly ScenarioChange[],
): Promise<Trunk> {
  const plans = changes.flatMap((it) => (it.kind === 'plan-accepted' ? [it.acquisitionPlan] : []));
  const agreements = await em.execute<AgreedQuantity[]>(
    `select a.agreement::text, i.isil as participant, a.profile, a.activity, a.level, a.current_level as "currentLevel",
            a.language_coverage as "languageCoverage", a.valid_from::text as "from", a.valid_to::text as "to",
            a.titles, a.copies
       from agreement a join participant i on i.number = a.participant order by a.agreement`,
  );
  const standing = await em.execute<StandingPlan[]>(
    `select p.plan::text as "acquisitionPlan", i.isil as participant, p.name, p.state, p.valid_from::text as "from",
            p.valid_to::text as "to", p.lines
       from acquisition_plan p join participant i on i.number = p.participant where p.plan = any(?::uuid[])`,
    [arrayOf(plans)],
  );
  const participants = await em.execute<{ isil: Isil }[]>(`select isil from participant`);
  return {
    plan,
    agreements,
    standing: new Map(standing.map((it) => [it.acquisitionPlan, it])),
    participants: new Set(participants.map(({ isil }) => isil)),
  };
}

/** The titles, by their ids, that scenarios may make another judgement of. */
export async function touchedTitles(em: EntityManager, touched: readonly Touched[]): Promise<Subjects> {
  const some = touched.flatMap(({ titles }) => (titles === 'all' ? [] : [titles]));
  if (some.length < touched.length) return 'all';
  const profiles = some.flatMap((it) => [...it.profiles]);
  const agreements = some.flatMap(({ agreements: ids }) => Array.from(ids));
  if (profiles.length + agreements.length === 0) return [];
  const rows = await plannedFor(em, profiles, agreements);
  return rows.map(({ id }) => id);
}

const plannedFor = prepared<{ id: string }>(`
  select distinct title_meant_by(key)::text as id from planned_title
   where profile = any($1::text[]) or id = any($2::uuid[])`);

/** Under whom participants will count on a day, of those who do not count so now; `null`: under nobody. */
export type Survivors = ReadonlyMap<Isil, Isil | null>;

/** Facts with what they were gathered by: of which profiles the figures were counted from the holdings themselves. */
export interface Gathered {
  readonly facts: Assessable;
  readonly counted: readonly string[];
}

/**
 * What the trunk is to be judged by on a day to come. Participants may have left by then, and what they had counts under
 * who goes on for them: then all is counted from the holdings.
 */
export async function trunkOn(
  em: EntityManager,
  holders: HoldersInMemory,
  facts: Assessable,
  { agreements }: Trunk,
): Promise<Gathered & { readonly survivors: Survivors }> {
  const survivors = await survivorsOn(em, facts.date);
  if (survivors.size === 0) return { facts, counted: [], survivors };
  const fresh = await countsUnder(em, holders, {
    on: facts.date,
    closed: [],
    scopes: new Map(facts.plan.profiles.map(({ scope }, place) => [place + 1, scope])),
    crosswalks: facts.plan.crosswalks,
    responsible: responsibleIn(numbersOf(facts.plan.profiles), agreements),
  });
  const { plan } = facts;
  const codes = plan.profiles.map(({ code }) => code);
  const listed = await listedUnder(em, { on: facts.date, closed: [], plan, profiles: plan.profiles });
  const retained = await retainedUnder(em, holders, {
    on: facts.date,
    closed: [],
    profiles: new Map(facts.plan.profiles.map((profile, place) => [place + 1, profile])),
    rescoped: new Map(),
    crosswalks: facts.plan.crosswalks,
  });
  return {
    facts: {
      ...facts,
      statistics: new Map(
        [...fresh].map(([number, it]) => {
          const code = codes[number - 1]!;
          return [code, { ...it, listed: listed.get(code) ?? new Map(), retained: retained.get(number) ?? [] }];
        }),
      ),
      ...withParticipants(facts, (isil) => standingFor(isil, survivors)),
      arrived: arrivedFor(facts, (isil) => survivors.has(isil)),
    },
    counted: codes,
    survivors,
  };
}

async function survivorsOn(em: EntityManager, on: Day): Promise<Survivors> {
  const unsettled = await unsettledParticipants(em, on);
  if (unsettled.length === 0) return new Map();
  const rows = await lasts(em, on, unsettled);
  return new Map(rows.map(({ isil, survivor }) => [isil, survivor]));
}

const lasts = prepared<{ isil: Isil; survivor: Isil | null }>(`
  with recursive lasts (isil, survivor) as (
    select isil, isil from participant where valid_to is null or valid_to >= $1::date
    union
    select it.isil, lasts.survivor from participant it join lasts on lasts.isil = it.successor where it.valid_to < $1::date)
  select u.isil, l.survivor from unnest($2::text[]) as u (isil) left join lasts l using (isil)`);

function standingFor(isil: Isil, survivors: Survivors): Isil | null {
  return survivors.has(isil) ? survivors.get(isil)! : isil;
}

/** What a branch is to be judged by, made from what the trunk is judged by and as little else as can be. */
export async function branchFacts(
  em: EntityManager,
  holders: HoldersInMemory,
  { facts, counted, survivors }: Gathered & { readonly survivors: Survivors },
  trunk: Trunk,
  branch: Branch,
  touched: ReadonlySet<string>,
): Promise<Gathered> {
  const { date } = facts;
  const closed = [...branch.closings].filter(([, last]) => last < date).map(([isil]) => isil);
  const places = numbersOf([...trunk.plan.profiles, ...branch.plan.profiles]);
  const profiles = branch.plan.profiles.filter(({ code }) => touched.has(code));
  const rescoped = profiles.filter(({ code }) => branch.rescoped.has(code));
  const others = profiles.filter(({ code }) => !branch.rescoped.has(code));
  const pairs = newlyResponsible(trunk, branch);
  const anew = others.filter(
    ({ code, targets }) =>
      (pairs.has(code) && targets.some(({ overlapThreshold }) => overlapThreshold !== null)) ||
      (survivors.size > 0 && closed.length > 0),
  );
  const fresh = await countsUnder(em, holders, {
    on: date,
    closed,
    scopes: scopesOf([...anew, ...rescoped], places),
    crosswalks: branch.plan.crosswalks,
    responsible: responsibleIn(places, branch.agreements),
  });
  const alone =
    closed.length === 0 ? new Map<number, number>() : await heldByThemAlone(em, holders, trunk.plan, closed);
  const holding = await holdingBesides(em, pairs, places);
  const retained = keepsOtherwise(trunk, branch, closed)
    ? await retainedUnder(em, holders, {
        on: date,
        closed,
        profiles: new Map(branch.plan.profiles.map((profile) => [places.get(profile.code)!, profile])),
        rescoped: scopesOf(rescoped, places),
        crosswalks: branch.plan.crosswalks,
      })
    : null;
  const listed = await listedUnder(em, { on: date, closed, plan: branch.plan, profiles });
  const statistics = profiles.map(({ code }): [string, ProfileStatistics] => {
    const [number, known] = [places.get(code)!, facts.statistics.get(code)];
    const counts = fresh.get(number) ?? without(closed, alone.get(number) ?? 0, known, holding.get(code) ?? []);
    const keptBy = (retained === null ? known?.retained : retained.get(number)) ?? [];
    return [code, { ...counts, listed: listed.get(code) ?? new Map(), retained: keptBy }];
  });
  const theirs = branch.agreements.filter(({ profile }) => touched.has(profile));
  const named = withParticipants(facts, (isil) => (closed.includes(isil) ? null : isil));
  return {
    facts: {
      plan: branch.plan,
      agreements: branch.agreements,
      statistics: new Map(statistics),
      arrived: arrivedFor(
        { agreements: theirs, arrived: await arrivalsOf(em, theirs, date, addedBy(branch, trunk)) },
        (isil) => survivors.has(isil) || closed.includes(isil),
      ),
      planned: named.planned.map((title) => endingEarlier(title, branch)),
      leaving: await underScopes(em, named.leaving, trunk, branch),
      date,
    },
    counted: [...new Set([...counted, ...anew.map(({ code }) => code), ...rescoped.map(({ code }) => code)])],
  };
}

/** What came of the agreements of all but those who do not count for themselves any more. */
function arrivedFor(
  { agreements, arrived }: Pick<Assessable, 'agreements' | 'arrived'>,
  gone: (isil: Isil) => boolean,
): Map<string, Arrived> {
  return new Map(
    agreements.flatMap(({ agreement, participant }) => {
      const known = arrived.get(agreement);
      return known === undefined || gone(participant) ? [] : [[agreement, known]];
    }),
  );
}

/** Numbers of profiles by code: a branch gives those that it adds the next ones after the plan in force. */
function numbersOf(profiles: readonly Profile[]): Map<string, number> {
  const codes = new Set(profiles.map(({ code }) => code));
  return new Map([...codes].map((code, place) => [code, place + 1]));
}

function addedBy(branch: Branch, trunk: Trunk): ReadonlySet<string> {
  const known = numbersOf(trunk.plan.profiles);
  return new Set(branch.plan.profiles.map(({ code }) => code).filter((code) => !known.has(code)));
}

function scopesOf(profiles: readonly Profile[], places: ReadonlyMap<string, number>): Map<number, Scope> {
  return new Map(profiles.map(({ code, scope }) => [places.get(code)!, scope]));
}

/** Whether other titles may be kept enough: others keep, of other profiles, or more are asked for. */
function keepsOtherwise(trunk: Trunk, branch: Branch, closed: readonly Isil[]): boolean {
  const before = new Map(trunk.plan.profiles.map((profile) => [profile.code, minimumRetainedOf(profile)]));
  return (
    closed.length > 0 ||
    branch.rescoped.size > 0 ||
    branch.plan.profiles.length < trunk.plan.profiles.length ||
    branch.plan.profiles.some((profile) => minimumRetainedOf(profile) !== before.get(profile.code))
  );
}

function without(
  closed: readonly Isil[],
  alone: number,
  known: HoldingCounts = { titles: 0, held: new Map(), shared: [] },
  besides: readonly (readonly [Isil, number])[] = [],
): HoldingCounts {
  const held = new Map([...besides, ...known.held].filter(([isil]) => !closed.includes(isil)));
  const shared = known.shared.filter(({ one, other }) => !closed.includes(one) && !closed.includes(other));
  return { titles: known.titles - alone, held, shared };
}

/** By number of profile, who has an agreement for it. */
function responsibleIn(
  places: ReadonlyMap<string, number>,
  agreements: readonly AgreedQuantity[],
): Map<number, Set<Isil>> {
  const byProfile = Map.groupBy(agreements, ({ profile }) => profile);
  return new Map(
    [...places].map(([code, number]) => [
      number,
      new Set((byProfile.get(code) ?? []).map(({ participant }) => participant)),
    ]),
  );
}

/** By code of profile that the plan in force has, who has an agreement for it on the branch only. */
function newlyResponsible(trunk: Trunk, branch: Branch): Map<string, Set<Isil>> {
  const places = numbersOf(trunk.plan.profiles);
  const [before, after] = [responsibleIn(places, trunk.agreements), responsibleIn(places, branch.agreements)];
  return new Map(
    [...places].flatMap(([code, number]) => {
      const added = after.get(number)!.difference(before.get(number)!);
      return added.size === 0 ? [] : [[code, added]];
    }),
  );
}

async function holdingBesides(
  em: EntityManager,
  added: ReadonlyMap<string, ReadonlySet<Isil>>,
  places: ReadonlyMap<string, number>,
): Promise<Map<string, [Isil, number][]>> {
  const asked = [...added].flatMap(([code, isils]) =>
    [...isils].map((isil) => ({ code, isil, profile: places.get(code) })),
  );
  if (asked.length === 0) return new Map();
  const rows = await em.execute<{ code: string; isil: Isil; titles: number }[]>(
    `select a.code, a.isil, s.titles::float8 as titles
       from json_to_recordset(?::json) as a (code text, isil text, profile int) join participant p using (isil)
       join participant_statistics s on s.profile = a.profile and s.participant = p.number`,
    [JSON.stringify(asked)],
  );
  const byCode = Map.groupBy(rows, ({ code }) => code);
  return new Map([...byCode].map(([code, all]) => [code, all.map(({ isil, titles }) => [isil, titles])]));
}

/** Titles with their holders under who goes on for each. */
function withParticipants(
  { planned, leaving }: Pick<Assessable, 'planned' | 'leaving'>,
  under: (isil: Isil) => Isil | null,
): { planned: PlannedTitle[]; leaving: LeavingTitle[] } {
  const all = (isils: readonly Isil[]): Isil[] => isils.flatMap((isil) => under(isil) ?? []);
  return {
    planned: planned.map((it) => Object.assign({}, it, { heldBy: all(it.heldBy), onOrderBy: all(it.onOrderBy) })),
    leaving: leaving.map((it) => {
      const holders = Map.groupBy(
        it.holders.flatMap((holder) => {
          const participant = under(holder.participant);
          return participant === null ? [] : [{ ...holder, participant }];
        }),
        ({ participant }) => participant,
      );
      const together = [...holders].map(([participant, some]) => ({
        participant,
        extant: some.reduce((sum, { extant }) => sum + extant, 0),
        leaving: some.reduce((sum, { leaving: going }) => sum + going, 0),
      }));
      return { ...it, holders: together.toSorted((one, other) => (one.participant < other.participant ? -1 : 1)) };
    }),
  };
}

/** What ends early is planned no longer than that. */
function endingEarlier(title: PlannedTitle, { agreements, closings }: Branch): PlannedTitle {
  const ends = new Map(agreements.map(({ agreement, to }) => [agreement, to]));
  const plannedBy = title.plannedBy.map((it) => {
    const to = [it.to, ends.get(it.id), closings.get(it.participant)]
      .filter((day) => day !== undefined)
      .reduce((one, other) => (other < one ? other : one));
    return { ...it, to };
  });
  return { ...title, plannedBy };
}

/** Titles that leave stand under the profiles that cover them on the branch. */
async function underScopes(
  em: EntityManager,
  leaving: readonly LeavingTitle[],
  trunk: Trunk,
  { plan, rescoped }: Branch,
): Promise<LeavingTitle[]> {
  if (rescoped.size === 0 && plan.profiles.length === trunk.plan.profiles.length) return [...leaving];
  const rows = await em.execute<(Facets & { id: string })[]>(
    `select id::text, material, language, audience, classifications from title where id = any(?::bigint[])`,
    [arrayOf(leaving.map(({ subject }) => subject))],
  );
  const profilesOf = scopeMatcher(plan.profiles, plan.crosswalks);
  const codes = new Map(
    rows.map((row) => [row.id, profilesOf(row).flatMap((number) => plan.profiles[number - 1]?.code ?? [])]),
  );
  return leaving.map((it) => ({ ...it, profiles: codes.get(it.subject) ?? [] }));
}
