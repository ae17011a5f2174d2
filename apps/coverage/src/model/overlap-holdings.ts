import { finding, type TargetRule } from './rule.ts';

/** Two responsible participants' holdings in the profile overlap above the target's threshold: their shared titles as a share of the smaller collection. */
export const overlapHoldings: TargetRule = (facts) => {
  const { target, responsible, statistics } = facts;
  const threshold = target.overlapThreshold;
  if (threshold === null) return [];
  const agreementsOf = new Map(responsible.map(({ participant, agreements }) => [participant, agreements]));
  return statistics.shared.flatMap(({ one, other, titles: shared }) => {
    const agreements = [...(agreementsOf.get(one) ?? []), ...(agreementsOf.get(other) ?? [])];
    if (!agreementsOf.has(one) || !agreementsOf.has(other)) return [];
    const held = [statistics.held.get(one) ?? 0, statistics.held.get(other) ?? 0] as const;
    const smaller = Math.min(...held);
    if (smaller === 0 || shared / smaller <= threshold) return [];
    return finding('overlap.holdings', facts, {
      subject: `${one}+${other}`,
      threshold,
      share: Math.round((shared / smaller) * 10_000) / 10_000,
      shared,
      titles: { [one]: held[0], [other]: held[1] },
      participants: [one, other],
      agreements,
    });
  });
};
