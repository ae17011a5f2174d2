import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeMapping, type MappingChanges, type SourceMapping } from '../api/sources.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';

interface VersionsPanelProps {
  readonly participant: string;
  readonly source: string;
  readonly mapping: SourceMapping;
  readonly mayChange: boolean;
}

/** What a source said of its fields before, and the way back to it. */
export function VersionsPanel({ participant, source, mapping, mayChange }: VersionsPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [asked, ask] = useState<MappingChanges | null>(null);
  const restoring = useMutation({
    mutationFn: (to: MappingChanges) => changeMapping(participant, source, mapping.version, to),
    onSuccess: async (changed) => {
      ask(null);
      notifications.show({ message: t('sources.saved'), color: 'ink' });
      client.setQueryData(['mapping', participant, source], changed);
      await client.invalidateQueries({ queryKey: ['imports', 'sources', participant] });
    },
  });
  const latest = mapping.versions[0];
  return (
    <Panel
      title={t('sources.versions')}
      actions={
        mayChange &&
        latest !== undefined &&
        Object.keys(latest.mapping).length > 0 && (
          <Button variant="subtle" size="xs" onClick={() => ask({})}>
            {t('sources.restoreAssumed')}
          </Button>
        )
      }
    >
      {latest === undefined && <p className="dim">{t('sources.noVersions')}</p>}
      <ul className="items">
        {mapping.versions.map(({ version, madeAt, madeBy, mapping: said }) => (
          <li key={version} className="item row between">
            <div>
              <strong>{t('sources.version', { version })}</strong>{' '}
              {version === mapping.version && <Mark tone="good">{t('sources.inForce')}</Mark>}
              <p className="dim small">{t('sources.madeBy', { by: madeBy, at: format.moment(madeAt) })}</p>
              <Said mapping={said} />
            </div>
            {mayChange && version !== mapping.version && (
              <Button variant="default" size="xs" onClick={() => ask(said)}>
                {t('sources.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        opened={asked !== null}
        title={t('sources.restoreTitle')}
        confirm={t('sources.restore')}
        busy={restoring.isPending}
        error={restoring.error}
        onConfirm={() => asked !== null && restoring.mutate(asked)}
        onClose={() => ask(null)}
      >
        <p>{t('sources.restoreText')}</p>
      </Confirm>
    </Panel>
  );
}

/** What a version says, as it is kept. */
function Said({ mapping }: { mapping: MappingChanges }) {
  const { t } = useTranslation();
  const said = Object.entries(mapping);
  if (said.length === 0) return <p className="small">{t('sources.standard')}</p>;
  return (
    <ul className="small">
      {said.map(([name, value]) => (
        <li key={name}>
          <code>
            {name}: {JSON.stringify(value)}
          </code>
        </li>
      ))}
    </ul>
  );
}
