import type { Day, Isil } from '#libs/kernel';
import { setImmediate as otherWork } from 'node:timers/promises';
import { prepared } from '#libs/platform';
import { scopeMatcher, type Crosswalk, type Facets, type Scope } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { TitleHolders } from '../model/title-holders.ts';
import { type HoldingCounts, TitleTally } from '../model/title-tally.ts';
import type { HoldersInMemory } from './holders-in-memory.ts';

/** Of which titles profiles are made, and who takes part, where that is not as the counters have it. */
export interface Hypothesis {
  /** Whoever has left by this day counts under who goes on for it. */
  readonly on: Day;
  /** Who has closed besides. */
  readonly closed: readonly Isil[];
  /** Of the profiles to count, by number. */
  readonly scopes: ReadonlyMap<number, Scope>;
  /** Those of the plan. */
  readonly crosswalks: readonly Crosswalk[];
  /** Who is responsible, by number of profile: what these share is counted. */
  readonly responsible: ReadonlyMap<number, ReadonlySet<Isil>>;
}

/** Combinations of facets that are looked at before others have their turn. */
const STRETCH = 2048;

/** Who goes on for whom on a day (first parameter), when some have closed besides (second): begins a statement. */
export const LASTS = `with recursive lasts (number, isil, survivor) as (
    select number, isil, number from participant
     where (valid_to is null or valid_to >= $1::date) and isil <> all($2::text[])
    union
    select it.number, it.isil, lasts.survivor from participant it join lasts on lasts.isil = it.successor
     where it.valid_to < $1::date)`;

const lasting = prepared<{ number: number; survivor: Isil }>(`
  ${LASTS}
  select l.number, s.isil as survivor from lasts l join participant s on s.number = l.survivor
   order by s.isil`);

/** Counts profiles from the holdings themselves, at the moment of the transaction. */
export async function countsUnder(
  em: EntityManager,
  holders: HoldersInMemory,
  { on, closed, scopes, crosswalks, responsible }: Hypothesis,
): Promise<Map<number, HoldingCounts>> {
  if (scopes.size === 0) return new Map();
  const rows = await lasting(em, on, closed);
  const survivors = [...new Set(rows.map(({ survivor }) => survivor))];
  const as = numbersIn(rows.map(({ number, survivor }) => [number, survivors.indexOf(survivor)]));
  const numbers = [...scopes.keys()];
  const tallies = numbers.map((number) => new TitleTally(survivors, responsible.get(number) ?? new Set()));
  await holders.at(em, async (titles) => {
    const { asked, places } = await combinationsIn(titles, [...scopes.values()], crosswalks);
    await titles.walk(asked, as, (combination, who, count) => {
      for (const place of places[asked[combination]! - 1]!) tallies[place]!.add(who, count);
    });
  });
  return new Map(numbers.map((number, at) => [number, tallies[at]!.counts()]));
}

/** By participant's number, a number of what it counts as; -1: nobody. */
function numbersIn(participants: readonly (readonly [number: number, as: number])[]): Int32Array {
  const as = new Int32Array(Math.max(0, ...participants.map(([number]) => number + 1))).fill(-1);
  for (const [number, it] of participants) as[number] = it;
  return as;
}

interface Combinations {
  /** By combination of facets, from 1, which set of scopes takes it; 0: none does. */
  readonly asked: Uint32Array;
  /** Sets of scopes, by their places. */
  readonly places: readonly (readonly number[])[];
}

/** The combinations of facets that scopes take. There are far fewer than titles. */
async function combinationsIn(
  { combinations }: TitleHolders,
  scopes: readonly Scope[],
  crosswalks: readonly Crosswalk[],
): Promise<Combinations> {
  const profilesOf = scopeMatcher(
    scopes.map((scope) => ({ scope })),
    crosswalks,
  );
  const asked = new Uint32Array(combinations.length);
  const [places, known] = [Array<readonly number[]>(), new Map<string, number>()];
  for (const [at, facets] of combinations.entries()) {
    if (at % STRETCH === 0) await otherWork();
    const some = profilesOf(facets).flatMap((profile) => (profile > 0 ? [profile - 1] : []));
    if (some.length === 0) continue;
    const text = some.join();
    if (!known.has(text)) known.set(text, places.push(some));
    asked[at] = known.get(text)!;
  }
  return { asked, places };
}

/** A combination of facets that a profile takes. */
interface Matched extends Facets {
  readonly profile: number;
}

/** The combinations of facets that these scopes take, by number of profile. */
export async function matching(
  em: EntityManager,
  holders: HoldersInMemory,
  scopes: ReadonlyMap<number, Scope>,
  crosswalks: readonly Crosswalk[],
): Promise<Matched[]> {
  if (scopes.size === 0) return [];
  const numbers = [...scopes.keys()];
  return await holders.at(em, async (titles) => {
    const { asked, places } = await combinationsIn(titles, [...scopes.values()], crosswalks);
    return titles.combinations.flatMap((facets, at) =>
      asked[at] === 0
        ? []
        : places[asked[at]! - 1]!.map((place) => Object.assign({ profile: numbers[place]! }, facets)),
    );
  });
}

const counting = prepared<{ number: number; closes: boolean }>(`
  select l.participant as number, p.isil = any($1::text[]) as closes
    from lasting l join participant p on p.number = l.survivor`);

const [CLOSING, STAYING] = [0, 1];

/** How many titles of each profile of the plan in force, by number, nobody but those who close has. */
export async function heldByThemAlone(
  em: EntityManager,
  holders: HoldersInMemory,
  { profiles, crosswalks }: PlanVersion,
  closed: readonly Isil[],
): Promise<Map<number, number>> {
  const rows = await counting(em, closed);
  const as = numbersIn(rows.map(({ number, closes }) => [number, closes ? CLOSING : STAYING]));
  const profilesOf = scopeMatcher(profiles, crosswalks);
  return await holders.at(em, async (held) => {
    const titles = new Uint32Array(held.combinations.length);
    await held.walk(new Uint32Array(titles.length).fill(1), as, (combination, who, count) => {
      if (count === 1 && who[0] === CLOSING) titles[combination]!++;
    });
    const alone = new Map<number, number>();
    for (const [combination, some] of titles.entries()) {
      if (combination % STRETCH === 0) await otherWork();
      if (some === 0) continue;
      for (const profile of profilesOf(held.combinations[combination]!)) {
        if (profile > 0) alone.set(profile, (alone.get(profile) ?? 0) + some);
      }
    }
    return alone;
  });
}
