import type { DivisionProposal } from './division-proposal.ts';
import type { Sentence } from './difference-words.ts';
import type { ScenarioChange } from './scenario-change.ts';

/** The lines of a proposal as changes of a scenario, each with its reason, in the order of the lines. */
export function changesOf(
  { lines }: Pick<DivisionProposal, 'lines'>,
  language: keyof Sentence,
  newId: () => string,
): ScenarioChange[] {
  return lines.flatMap(({ undertaking, ends, reason }): ScenarioChange[] => {
    const because = reason[language];
    if (undertaking !== null) return [{ id: newId(), because, ...undertaking }];
    const { agreements, on } = ends ?? { agreements: [], on: '' };
    return agreements.map((agreement) => ({ id: newId(), because, kind: 'agreement-ended', agreement, on }));
  });
}
