import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActing, useActingFor, usePart } from '../shell/acting.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { ExportPanel } from './export-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { ListPanel } from './list-panel.tsx';
import { NewPanel } from './new-panel.tsx';
import { TitlePanel } from './title-panel.tsx';

/** The parts of the screen, by the names that they have in its address. */
const PARTS = { lijst: 'list', titel: 'title', nieuw: 'new', bestanden: 'files' } as const;
type Part = keyof typeof PARTS;

/** What participants promised to keep: listed, looked up by title, made, and as files. */
export default function CommitmentsPage() {
  const { t } = useTranslation();
  const participant = useActing();
  const promises = useActingFor().length > 0;
  const [search, go] = usePart();
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => promises || part !== 'nieuw');
  const shown = parts.find((part) => part === search.get('deel')) ?? 'lijst';
  return (
    <Page
      title={t('commitments.title')}
      lead={
        <>
          {t('commitments.lead')} <Term id="retentionCommitment" /> · <Term id="extant" />
        </>
      }
    >
      <Tabs value={shown} onChange={(part) => part !== null && go({ deel: part }, true)} keepMounted={false}>
        <Tabs.List className="parts" aria-label={t('commitments.parts')}>
          {parts.map((part) => (
            <Tabs.Tab key={part} value={part}>
              {t(`commitments.part.${PARTS[part]}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="lijst">
          <ListPanel key={participant} own={participant} />
        </Tabs.Panel>
        <Tabs.Panel value="titel">
          <TitlePanel sought={search.get('nummer') ?? ''} seek={(nummer) => go({ deel: 'titel', nummer })} />
        </Tabs.Panel>
        <Tabs.Panel value="nieuw" keepMounted>
          <NewPanel participant={participant} made={() => go({ deel: 'lijst' })} />
        </Tabs.Panel>
        <Tabs.Panel value="bestanden">
          <div className="stack wide">
            {promises && <ImportPanel participant={participant} />}
            <ExportPanel key={participant} own={participant} />
          </div>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
