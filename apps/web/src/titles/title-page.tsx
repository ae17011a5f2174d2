import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { type Title, titleQuery } from '../api/title.ts';
import { HolderList } from '../search/holder-list.tsx';
import { useLanguageName } from '../search/language-names.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { Explanation } from './explanation.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { JoinPanel } from './join-panel.tsx';
import { RecordsPanel } from './records-panel.tsx';

/** A title: what it is made of, why, and what people decided about it. */
export default function TitlePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const title = useQuery(titleQuery(id));
  const called = title.data?.description.title ?? t('titles.page');
  const part = title.data?.details?.part;
  return (
    <Page
      title={[called === '' ? t('titles.untitled') : called, part].filter(Boolean).join(', ')}
      back={{ to: '/zoeken', label: t('titles.back') }}
      lead={
        <>
          {title.data !== undefined && <About title={title.data} />}
          {t('titles.lead')} <Term id="title" /> · <Term id="extant" />
        </>
      }
    >
      <Loaded query={title} rows={8}>
        {(it) => <Parts key={it.id} title={it} />}
      </Loaded>
    </Page>
  );
}

function About({ title: { description } }: { title: Title }) {
  const { t } = useTranslation();
  const languageName = useLanguageName();
  const { contributor, year, material, language, classifications } = description;
  const notations = classifications.map(({ scheme, notation }) => `${scheme.toUpperCase()} ${notation}`);
  const kind = [t(`collectionPlan.materials.${material}`), ...(language === 'und' ? [] : [languageName(language)])];
  return <p>{[contributor, year, ...kind, ...notations].filter(Boolean).join(' · ')}</p>;
}

/** Which two records are explained, by the names that they have in the address. */
const ONE = 'een';
const OTHER = 'ander';

function Parts({ title }: { title: Title }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [one, other] = [search.get(ONE) ?? '', search.get(OTHER) ?? ''];
  const explain = (first: string, second: string): void => setSearch({ [ONE]: first, [OTHER]: second });
  return (
    <div className="stack wide">
      <Panel title={t('titles.holders')}>
        <HolderList title={title.description.title} holders={title.holders} />
      </Panel>
      <RecordsPanel title={title.id} explain={explain} />
      {one !== '' && other !== '' && <Explanation one={one} other={other} close={() => setSearch({})} />}
      <JoinPanel title={title} explain={explain} />
      <DecisionsPanel title={title.id} />
      <HistoryPanel id={title.id} title={title.description.title} />
    </div>
  );
}
