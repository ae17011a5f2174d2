import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Change, changeScenario, type Scenario } from '../api/scenarios.ts';

/** Writes the changes of a scenario anew, in their order; what they come to is then asked anew. */
export function useChanging(scenario: Scenario, done?: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: readonly Change[]) => changeScenario(scenario, { changes }),
    onSuccess: async (changed) => {
      done?.();
      notifications.show({ color: 'ink', message: t('scenarios.saved') });
      client.setQueryData(['scenarios', 'one', changed.id], changed);
      await client.invalidateQueries({ queryKey: ['scenarios', 'list'] });
    },
  });
}
