import type { Isil } from '#libs/kernel';
import type { PlanContent, Profile } from './collection-plan.ts';
import { NETWORK } from './reference-list.ts';

/** What levels in a profile are measured by: so many titles, of which each participant has so many. */
export interface Reference {
  readonly titles: number;
  readonly held: ReadonlyMap<Isil, number>;
}

/** The titles of the profile's reference list, else those that the network has in it. */
export function referenceOf(
  { measuredAgainst }: Pick<Profile, 'measuredAgainst'>,
  { referenceLists }: Pick<PlanContent, 'referenceLists'>,
  { titles, held, listed }: Reference & { readonly listed: ReadonlyMap<Isil, number> },
): Reference {
  if (measuredAgainst === null || measuredAgainst === NETWORK) return { titles, held };
  const list = referenceLists.find(({ code }) => code === measuredAgainst);
  return { titles: list?.titles.length ?? 0, held: listed };
}

/**
 * The whole level, 0 to 5, of who holds so many of all titles, by the lower bounds in percent of levels 1 to 5. There is
 * at least one title. The bands are those that domain practice maps shares to, unless the plan sets others.
 */
export function measuredLevel(held: number, titles: number, bands: readonly number[]): number {
  return bands.filter((bound) => held * 100 >= bound * titles).length;
}
