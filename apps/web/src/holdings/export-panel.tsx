import { useTranslation } from 'react-i18next';
import { HOLDINGS_FORMATS, holdingsFile } from '../api/holdings.ts';
import { FileLinks } from '../ui/file-links.tsx';
import { Panel } from '../ui/panel.tsx';

/** What a participant holds, as files. */
export function ExportPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('imports.export')}>
      <p className="dim">{t('imports.exportText')}</p>
      <FileLinks
        files={HOLDINGS_FORMATS.map((format) => ({
          label: t(`commitments.format.${format}`),
          href: holdingsFile(participant, format),
        }))}
      />
    </Panel>
  );
}
