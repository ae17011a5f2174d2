import { finding, type TargetRule } from './rule.ts';

/**
 * Titles that the network holds are kept by fewer participants than the target asks for each. What counts as kept on a
 * day, whatever the number of copies, is told by the statistics.
 */
export const gapPreservation: TargetRule = (facts) => {
  const { target, statistics, responsible, on } = facts;
  if (target.minimumRetained === null) return [];
  const enough = statistics.retained.findLast(({ from }) => from <= on)?.titles ?? 0;
  if (enough >= statistics.titles) return [];
  return [
    finding('gap.preservation', facts, {
      minimumRetained: target.minimumRetained,
      short: statistics.titles - enough,
      titles: statistics.titles,
      participants: responsible.map(({ participant }) => participant),
      agreements: responsible.flatMap(({ agreements }) => agreements),
    }),
  ];
};
