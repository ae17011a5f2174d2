import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Candidacy, Candidate } from '../api/candidates.ts';
import { addScenario, changeScenario, type Scenario, scenarioQuery } from '../api/scenarios.ts';
import { useFormat } from '../ui/format.ts';

const LONGEST_NAME = 200;

/** Makes what a candidate would agree to a change of a scenario, a new one unless one is named, and goes there. */
export function useTrying({ profileName, activity }: Candidacy, into: string) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ participant, undertaking, reason }: Candidate): Promise<Scenario> => {
      const change = { ...undertaking, because: format.name(reason) };
      if (into !== '') {
        const scenario = await client.fetchQuery({ ...scenarioQuery(into), staleTime: 0 });
        return await changeScenario(scenario, { changes: [...scenario.changes.map((it) => it.change), change] });
      }
      const name = t('candidates.newName', {
        name: participant.name,
        activity: t(`ui.activity.${activity}`),
        profile: format.name(profileName),
      });
      return await addScenario({ name: name.slice(0, LONGEST_NAME), on: null, shared: false, changes: [change] });
    },
    onSuccess: async (scenario) => {
      notifications.show({ color: 'ink', message: t('candidates.tried') });
      client.setQueryData(['scenarios', 'one', scenario.id], scenario);
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
      await navigate(`/scenarios/${scenario.id}`);
    },
  });
}
