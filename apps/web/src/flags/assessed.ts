import { useQuery } from '@tanstack/react-query';
import { type AcquisitionPlan, type AssessedFlag, profilesQuery } from '../api/agreements.ts';
import { assessmentQuery, type Flag } from '../api/coverage.ts';
import { useActsFor, useNames, useRole } from '../shell/session.tsx';

export interface PlanAssessment {
  readonly state: 'none' | 'pending' | 'assessed';
  readonly flags: readonly Flag[];
}

/**
 * What the system says of a submitted plan. Coverage knows it first; while coverage is away, what agreements heard of
 * it is good enough.
 */
export function useAssessment(plan: AcquisitionPlan | undefined): PlanAssessment {
  const owner = useRole('plan-owner');
  const stands = plan?.state === 'submitted' || plan?.state === 'in-review' || plan?.state === 'accepted';
  const acting = useActsFor(plan?.participant ?? '');
  const asked = stands && (owner || acting);
  const fresh = useQuery({
    ...assessmentQuery(plan?.id ?? ''),
    enabled: asked,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 3_000 : false),
  });
  const complete = useCompletion();
  if (!asked) return { state: 'none', flags: [] };
  const answer = fresh.data ?? plan.assessment;
  if (answer === null) return { state: 'pending', flags: [] };
  return { state: answer.state, flags: answer.flags.map((flag) => complete(flag)) };
}

type Known = Flag | AssessedFlag;

/** Fills in the names that a flag as services pass it on lacks. */
function useCompletion(): (flag: Known) => Flag {
  const name = useNames();
  const { data: profiles } = useQuery(profilesQuery);
  return (flag) => {
    if ('profileName' in flag && 'id' in flag) return flag;
    const { flag: id, activity = null, participants, ...rest } = flag;
    return {
      ...rest,
      id,
      activity,
      participants: participants.map((isil) => ({ isil, name: name(isil) })),
      profileName: profiles?.find(({ code }) => code === rest.profile)?.name ?? { nl: rest.profile },
      state: 'open',
      raisedAt: '',
      updatedAt: '',
      clearedAt: null,
      severity: 'medium',
      followUp: null,
    };
  };
}
