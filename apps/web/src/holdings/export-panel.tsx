import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HOLDINGS_FORMATS, holdingsFile } from '../api/holdings.ts';
import { Panel } from '../ui/panel.tsx';

/** What a participant holds, as files. */
export function ExportPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('imports.export')}>
      <p className="dim">{t('imports.exportText')}</p>
      <div className="row">
        {HOLDINGS_FORMATS.map((format) => (
          <Button
            key={format}
            component="a"
            href={holdingsFile(participant, format)}
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
