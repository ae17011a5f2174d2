import { finding, type TargetRule } from './rule.ts';

/** No participant has an active agreement for an activity that the target asks for. */
export const gapUnowned: TargetRule = (facts) => {
  if (facts.responsible.length > 0) return [];
  return [finding('gap.unowned', facts, { agreements: [] })];
};
