import { finding, type TargetRule } from './rule.ts';

/** The network's distinct titles in the profile are fewer than the target's minimum. */
export const gapVolume: TargetRule = (facts) => {
  const { target, statistics } = facts;
  if (target.minimumTitles === null || statistics.titles >= target.minimumTitles) return [];
  return [finding('gap.volume', facts, { minimum: target.minimumTitles, titles: statistics.titles, agreements: [] })];
};
