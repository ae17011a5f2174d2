import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TitleHolder } from '../api/titles.ts';
import { CopyCountHeads, CopyCounts } from './copy-counts.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

/** Holders that are seen at once; the others open on demand. */
const SHOWN = 5;

interface HolderListProps {
  readonly title: string;
  readonly holders: readonly TitleHolder[];
}

/** Who holds a title, most copies first. */
export function HolderList({ title, holders }: HolderListProps) {
  const { t } = useTranslation();
  if (holders.length === 0) return <p className="dim">{t('search.noHolders')}</p>;
  const sorted = holders.toSorted((one, other) => other.extant - one.extant || other.copies - one.copies);
  return (
    <div>
      <p className="small">
        <strong>{t('search.holders', { count: holders.length })}</strong>
      </p>
      <Table title={title} holders={sorted.slice(0, SHOWN)} />
      {sorted.length > SHOWN && (
        <details>
          <summary>{t('search.everyHolder', { count: sorted.length })}</summary>
          <Table title={title} holders={sorted.slice(SHOWN)} />
        </details>
      )}
    </div>
  );
}

function Table({ title, holders }: HolderListProps) {
  const { t } = useTranslation();
  return (
    <TableFrame>
      <table className="table found-holders" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('search.participant')}</th>
            <CopyCountHeads />
          </tr>
        </thead>
        <tbody>
          {holders.map(({ participant, name, ...counts }) => (
            <tr key={participant}>
              <th scope="row">
                <Link to={`/deelnemers/${participant}`}>{name}</Link>
              </th>
              <CopyCounts {...counts} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
