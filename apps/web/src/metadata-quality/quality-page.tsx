import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { QUALITY_FILE, sourceQualitiesQuery } from '../api/metadata-quality.ts';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { SourcesTable } from './sources-table.tsx';

/** How complete the records are that each source delivers. */
export default function QualityPage() {
  const { t } = useTranslation();
  const sources = useQuery(sourceQualitiesQuery);
  return (
    <Page
      title={t('quality.title')}
      lead={
        <>
          {t('quality.lead')} <Term id="title" /> · <Term id="profile" /> · <Term id="unclassified" />
        </>
      }
      actions={
        <Button
          component="a"
          href={QUALITY_FILE}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('quality.download')}
        </Button>
      }
    >
      <Panel title={t('quality.sources')}>
        <Loaded query={sources} rows={6}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('quality.none')} text={t('quality.noneText')} />
            ) : (
              <SourcesTable sources={all} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
