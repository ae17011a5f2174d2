import { useQuery } from '@tanstack/react-query';
import { collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';

/** The newest version of the same plan: only that can be followed up by another. */
export function useNewest({ code }: PlanSummary): PlanSummary | undefined {
  const { data } = useQuery(collectionPlansQuery);
  return data?.filter((it) => it.code === code).toSorted((one, other) => other.version - one.version)[0];
}
