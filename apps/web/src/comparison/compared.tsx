import { Button, Tabs } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  COMPARED,
  type Compared as What,
  type ComparedTitle,
  comparedTitlesFile,
  comparedTitlesQuery,
  holdingsComparisonQuery,
} from '../api/comparison.ts';
import { useNames } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { GrowingList } from '../ui/more.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

interface Two {
  readonly one: string;
  readonly other: string;
}

interface ComparedProps extends Two {
  readonly what: What;
  readonly show: (what: What) => void;
}

/** How many titles each of two has alone and both have, and which. */
export function Compared({ one, other, what, show }: ComparedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const comparison = useQuery(holdingsComparisonQuery(one, other));
  const called = {
    one: t('comparison.only', { name: name(one) }),
    other: t('comparison.only', { name: name(other) }),
    both: t('comparison.both'),
  };
  return (
    <Loaded query={comparison} rows={5}>
      {(counts) => {
        const all = counts.one + counts.other + counts.both;
        return (
          <>
            <dl className="counts">
              {COMPARED.map((it) => (
                <div key={it}>
                  <dt>{called[it]}</dt>
                  <dd>{format.number(counts[it])}</dd>
                  <dd className="small dim counts-note">
                    {t('comparison.shareOf', { share: format.share(all === 0 ? 0 : counts[it] / all) })}
                  </dd>
                </div>
              ))}
            </dl>
            <Tabs value={what} onChange={(to) => show(to as What)} keepMounted={false}>
              <Tabs.List className="parts" aria-label={t('comparison.titles')}>
                {COMPARED.map((it) => (
                  <Tabs.Tab key={it} value={it}>
                    {called[it]}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {COMPARED.map((it) => (
                <Tabs.Panel key={it} value={it}>
                  <Titles one={one} other={other} what={it} />
                </Tabs.Panel>
              ))}
            </Tabs>
          </>
        );
      }}
    </Loaded>
  );
}

function Titles({ one, other, what }: Two & { readonly what: What }) {
  const { t } = useTranslation();
  const titles = useInfiniteQuery(comparedTitlesQuery(one, other, what));
  return (
    <>
      <div className="row end">
        <Button
          component="a"
          href={comparedTitlesFile(one, other, what)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('comparison.download')}
        </Button>
      </div>
      <GrowingList query={titles} empty={<Empty title={t('comparison.nothing')} text={t('comparison.nothingText')} />}>
        {(items) => <Table one={one} other={other} titles={items} />}
      </GrowingList>
    </>
  );
}

function Table({ one, other, titles }: Two & { readonly titles: readonly ComparedTitle[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (
    <TableFrame>
      <table className="table" aria-label={t('comparison.titles')}>
        <thead>
          <tr>
            <th scope="col">{t('comparison.called')}</th>
            <th scope="col">{t('comparison.numbers')}</th>
            {[one, other].map((isil) => (
              <th key={isil} scope="col" className="num">
                {t('comparison.copiesOf', { name: name(isil) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map(({ id, title, contributor, year, identifiers, copiesOfOne, copiesOfOther }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/titels/${id}`}>{title === '' ? t('comparison.untitled') : title}</Link>
                <span className="block dim small">{[contributor, year].filter((it) => it !== null).join(', ')}</span>
              </th>
              <td className="small">
                {identifiers.map(({ kind, value }) => `${t(`search.kinds.${kind}`)} ${value}`).join(', ')}
              </td>
              <td className="num">{format.number(copiesOfOne)}</td>
              <td className="num">{format.number(copiesOfOther)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
