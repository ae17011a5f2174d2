import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../shell/session.tsx';
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
  const participant = useMe().participant ?? '';
  const [search, setSearch] = useSearchParams();
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => participant !== '' || part !== 'nieuw');
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
      <Tabs
        value={shown}
        onChange={(part) => part !== null && setSearch({ deel: part }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className="parts" aria-label={t('commitments.parts')}>
          {parts.map((part) => (
            <Tabs.Tab key={part} value={part}>
              {t(`commitments.part.${PARTS[part]}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="lijst">
          <ListPanel own={participant} />
        </Tabs.Panel>
        <Tabs.Panel value="titel">
          <TitlePanel sought={search.get('nummer') ?? ''} seek={(nummer) => setSearch({ deel: 'titel', nummer })} />
        </Tabs.Panel>
        <Tabs.Panel value="nieuw" keepMounted>
          <NewPanel participant={participant} made={() => setSearch({ deel: 'lijst' })} />
        </Tabs.Panel>
        <Tabs.Panel value="bestanden">
          <div className="stack wide">
            {participant !== '' && <ImportPanel participant={participant} />}
            <ExportPanel own={participant} />
          </div>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
