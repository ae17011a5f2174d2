import { useQuery } from '@tanstack/react-query';
import { type Flag, currentPlanQuery } from '../api/coverage.ts';
import { NETWORK, useReferenceNames } from '../collection-plan/use-reference-names.ts';
import { text } from './evidence.ts';

/** What the reference list is called that a flag measured a level against; nothing where that was the network. */
export function useMeasure(evidence: Flag['evidence']): string | undefined {
  const reference = text(evidence['reference']);
  const isList = reference !== '' && reference !== NETWORK;
  const { data: plan } = useQuery({ ...currentPlanQuery, enabled: isList });
  const nameOf = useReferenceNames(isList && plan !== undefined ? [plan.token] : []);
  return isList ? nameOf(reference) : undefined;
}
