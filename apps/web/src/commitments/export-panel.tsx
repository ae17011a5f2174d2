import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { commitmentsFile } from '../api/commitments.ts';
import { Panel } from '../ui/panel.tsx';

const FORMATS = ['csv', 'marc', 'marcxml'] as const;

/** Commitments as files, of one participant or of all. */
export function ExportPanel({ own }: { own: string }) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  const [participant, setParticipant] = useState(own);
  return (
    <Panel title={t('commitments.export')}>
      <p>{t('commitments.exportText')}</p>
      <div className="filters filters-tight">
        <NativeSelect
          label={t('ui.participant')}
          value={participant}
          onChange={(event) => setParticipant(event.currentTarget.value)}
          data={[
            { value: '', label: t('ui.allParticipants') },
            ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
          ]}
        />
      </div>
      <div className="row">
        {FORMATS.map((format) => (
          <Button
            key={format}
            component="a"
            href={commitmentsFile(format, participant)}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t(`commitments.format.${format}`)}
          </Button>
        ))}
      </div>
    </Panel>
  );
}
