import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { commitmentsFile } from '../api/commitments.ts';
import { FileLinks } from '../ui/file-links.tsx';
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
      <FileLinks
        files={FORMATS.map((format) => ({
          label: t(`commitments.format.${format}`),
          href: commitmentsFile(format, participant),
        }))}
      />
    </Panel>
  );
}
