/**
 * The whole level, 0 to 5, of who holds so many of all titles, by the lower bounds in percent of levels 1 to 5. There is
 * at least one title. The bands are those that domain practice maps shares to, unless the plan sets others.
 */
export function measuredLevel(held: number, titles: number, bands: readonly number[]): number {
  return bands.filter((bound) => held * 100 >= bound * titles).length;
}
