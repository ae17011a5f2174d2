import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ShortTitle, shortTitlesFile, shortTitlesQuery } from '../api/flag.ts';
import { Empty } from '../ui/empty.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

/** The titles that too few keep, with who has them and who keeps them. */
export function ShortTitles({ flag }: { flag: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(shortTitlesQuery(flag));
  return (
    <>
      <GrowingList query={query} empty={<Empty title={t('flags.short.empty')} />}>
        {(titles) => <Table titles={titles} />}
      </GrowingList>
      <FileLinks files={[{ label: t('flags.short.csv'), href: shortTitlesFile(flag) }]} />
    </>
  );
}

function Table({ titles }: { titles: readonly ShortTitle[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <TableFrame>
      <table className="table" aria-label={t('flags.short.heading')}>
        <thead>
          <tr>
            <th scope="col">{t('flags.short.title')}</th>
            <th scope="col" className="num">
              {t('flags.short.holders')}
            </th>
            <th scope="col">{t('flags.short.keptBy')}</th>
          </tr>
        </thead>
        <tbody>
          {titles.map(({ id, title, contributor, year, holders, keptBy }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/titels/${id}`}>{title === '' ? t('comparison.untitled') : title}</Link>
                <span className="block dim small">{[contributor, year].filter((it) => it !== null).join(', ')}</span>
              </th>
              <td className="num">{format.number(holders)}</td>
              <td>{keptBy.length === 0 ? t('flags.short.nobody') : format.list(keptBy.map(({ name }) => name))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
