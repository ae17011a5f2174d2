import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../api/titles.ts';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { FoundItem } from './found-title.tsx';
import { NarrowDown } from './narrow-down.tsx';
import { SearchForm } from './search-form.tsx';
import { useSought } from './use-sought.ts';
import { useStandings } from './use-standings.ts';

/** What everyone has, by number, by words or by classification: one box for the whole network. */
export default function SearchPage() {
  const { t } = useTranslation();
  const { sought, narrowed, seek, clear } = useSought();
  const titles = useInfiniteQuery(searchQuery(sought));
  const standingOf = useStandings((titles.data?.pages ?? []).map(({ items }) => items));
  const asked = sought.q.trim() !== '' || sought.notation.trim() !== '';
  const { found, more } = titles.data?.pages[0] ?? { found: 0, more: false };
  const count = more ? t('search.foundMany', { count: found }) : t('search.found', { count: found });
  return (
    <Page
      title={t('search.title')}
      lead={
        <>
          {t('search.lead')} <Term id="extant" /> · <Term id="onOrder" /> · <Term id="profile" />
        </>
      }
    >
      <SearchForm sought={sought.q} seek={(q) => seek({ q })} />
      <NarrowDown {...{ sought, narrowed, seek, clear }} />
      <output className="sr-only">
        {asked && (titles.data === undefined ? titles.isFetching && t('search.busy') : count)}
      </output>
      <Panel title={t('search.results')}>
        {asked ? (
          <>
            {found > 0 && <p className="dim found-count">{count}</p>}
            <GrowingList
              query={titles}
              empty={
                <Empty
                  title={t('search.nothing')}
                  text={t(narrowed ? 'search.nothingNarrowed' : 'search.nothingText')}
                />
              }
            >
              {(items) => (
                <ol className="items">
                  {items.map((title) => (
                    <li key={title.id} className="item">
                      <FoundItem title={title} standing={standingOf(title)} />
                    </li>
                  ))}
                </ol>
              )}
            </GrowingList>
          </>
        ) : (
          <Empty title={t('search.waiting')} text={t('search.waitingText')} />
        )}
      </Panel>
    </Page>
  );
}
