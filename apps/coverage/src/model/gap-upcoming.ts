import type { FlagKind } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import type { PlanContent } from './collection-plan.ts';
import type { TargetFacts, Turn } from './facts.ts';
import { gapLevel } from './gap-level.ts';
import { gapPreservation } from './gap-preservation.ts';
import { gapRedundancy } from './gap-redundancy.ts';
import { gapUnowned } from './gap-unowned.ts';
import type { Finding } from './flag.ts';
import { finding } from './rule.ts';

/** What can become true by the days of agreements and retention commitments alone. */
const FORESEEN = [gapUnowned, gapLevel, gapRedundancy, gapPreservation] as const;

/** From a day on these gaps are there, until the next step. */
interface Step {
  readonly on: Day;
  readonly gaps: readonly FlagKind[];
}

/**
 * A gap that is not there yet will be, on a later day of the plan period, because agreements or retention commitments
 * end and nobody follows. Told with the first such day, and with every step until the end of the plan.
 */
export function gapUpcoming(facts: TargetFacts, turns: readonly Turn[], { to }: PlanContent['period']): Finding[] {
  let before = gapsOf(facts);
  const timeline: Step[] = [];
  let first: { step: Step; turn: Turn } | null = null;
  for (const turn of turns) {
    const gaps = gapsOf({ ...facts, responsible: turn.responsible, on: turn.on });
    const opens = gaps.filter((kind) => !before.includes(kind));
    if (opens.length > 0 || gaps.length < before.length) timeline.push({ on: turn.on, gaps });
    if (opens.length > 0) first ??= { step: { on: turn.on, gaps: opens }, turn };
    before = gaps;
  }
  if (first === null) return [];
  const { step, turn } = first;
  // Whose commitments end is for the list of titles; who is responsible for keeping them is concerned.
  const keeping = step.gaps.includes('gap.preservation') ? turn.responsible : [];
  return [
    finding('gap.upcoming', facts, {
      ...step,
      timeline,
      planEnds: to,
      participants: [...new Set([...turn.ended, ...keeping].map(({ participant }) => participant))].toSorted(),
      agreements: turn.ended.map(({ agreement }) => agreement).toSorted(),
    }),
  ];
}

function gapsOf(facts: TargetFacts): FlagKind[] {
  return FORESEEN.flatMap((rule) => rule(facts)).map(({ kind }) => kind);
}
