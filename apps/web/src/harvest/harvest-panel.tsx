import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { harvestNow, harvestQuery, type HarvestSetting, setHarvest, type SourceHarvest } from '../api/harvest.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { HarvestForm } from './harvest-form.tsx';
import { HarvestList } from './harvest-list.tsx';

interface HarvestPanelProps {
  readonly participant: string;
  readonly source: string;
  readonly mayChange: boolean;
}

/** A source that is fetched from a repository by itself: how, what came of it, and at once. */
export function HarvestPanel({ participant, source, mayChange }: HarvestPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const query = useQuery(harvestQuery(participant, source));
  const [asked, question] = useDisclosure(false);
  const take = (message: string) => (changed: SourceHarvest) => {
    question.close();
    notifications.show({ message, color: 'ink' });
    client.setQueryData(['harvest', participant, source], changed);
  };
  const saving = useMutation({
    mutationFn: (setting: HarvestSetting) => setHarvest(participant, source, setting),
    onSuccess: take(t('harvest.saved')),
  });
  const beginning = useMutation({
    mutationFn: (what: 'changes' | 'all') => harvestNow(participant, source, what),
    onSuccess: take(t('harvest.begun')),
  });
  const error = saving.error ?? beginning.error;
  return (
    <Panel title={t('harvest.title')}>
      <Loaded query={query} rows={4}>
        {({ setting, harvests }) => (
          <div className="stack">
            <p className="dim">{t('harvest.lead')}</p>
            {setting === null ? (
              <p>{t('harvest.notSet')}</p>
            ) : (
              <p>{setting.enabled ? t('harvest.next', { at: format.moment(setting.nextAt) }) : t('harvest.off')}</p>
            )}
            {error !== null && !asked && <ProblemNote error={error} />}
            {mayChange && setting !== null && (
              <div className="row">
                <Button loading={beginning.isPending} onClick={() => beginning.mutate('changes')}>
                  {t('harvest.now')}
                </Button>
                <Button variant="default" onClick={question.open}>
                  {t('harvest.all')}
                </Button>
              </div>
            )}
            {setting !== null && <HarvestList harvests={harvests} />}
            {mayChange && (
              <HarvestForm
                participant={participant}
                source={source}
                setting={setting}
                busy={saving.isPending}
                save={(wanted) => saving.mutate(wanted)}
              />
            )}
            <Confirm
              opened={asked}
              title={t('harvest.allTitle')}
              confirm={t('harvest.all')}
              busy={beginning.isPending}
              error={beginning.error}
              onConfirm={() => beginning.mutate('all')}
              onClose={question.close}
            >
              <p>{t('harvest.allText')}</p>
            </Confirm>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
