import { useTranslation } from 'react-i18next';
import { CATEGORIES, type StatutoryCounts, type StatutoryReport } from '../api/statutory.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';

const COUNTS = [
  'titles',
  'copies',
  'addedTitles',
  'addedCopies',
  'withdrawnTitles',
  'withdrawnCopies',
] as const satisfies readonly (keyof StatutoryCounts)[];

/** What there was, came and went by category, with how certain that is, and what cannot be told. */
export function StatutoryFigures({ report }: { report: StatutoryReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { participants, year, on } = report;
  const known = participants.flatMap(({ categories }) => categories ?? []);
  const caption = t('report.statutory.caption', { day: format.day(on) });
  const [oldest] = participants.flatMap(({ dataAsOf }) => dataAsOf ?? []).toSorted();
  const later = participants.filter(({ categories }) => categories === null).map(({ name }) => name);
  const since = participants.reduce((latest, it) => ((it.knownFrom ?? '') > latest ? it.knownFrom! : latest), '');
  return (
    <>
      {known.length > 0 && (
        <>
          <p aria-hidden>{caption}</p>
          <Table of={known} caption={caption} />
        </>
      )}
      <ul className="explained">
        {known.length > 0 && <li>{unknownShare(known)}</li>}
        {oldest !== undefined && <li>{t('report.statutory.asOf', { day: format.day(oldest) })}</li>}
        {known.length > 0 && since >= `${year}-01-01` && (
          <li>{t('report.statutory.flows', { day: format.day(since) })}</li>
        )}
        {later.length > 0 && <li>{t('report.statutory.later', { names: format.list(later) })}</li>}
        <li>{requests()}</li>
        <li>{t('report.statutory.requestedFrom')}</li>
        <li>{t('report.statutory.loans')}</li>
      </ul>
    </>
  );

  function unknownShare(rows: typeof known): string {
    const unknown = sum(
      rows.filter(({ category }) => category.includes('unknown')),
      'copies',
    );
    const all = sum(rows, 'copies');
    return t('report.statutory.unknown', {
      copies: format.number(unknown),
      of: format.number(all),
      share: format.share(all === 0 ? 0 : unknown / all),
    });
  }

  function requests(): string {
    const made = participants.flatMap(({ requested }) => requested ?? []);
    if (made.length < participants.length) return t('report.statutory.unanswered');
    return t('report.statutory.requested', {
      filled: format.number(made.reduce((total, { filled }) => total + filled, 0)),
      unfilled: format.number(made.reduce((total, { unfilled }) => total + unfilled, 0)),
    });
  }
}

function sum(rows: readonly StatutoryCounts[], of: 'titles' | 'copies'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

/** As far as it is known; `null`: of nothing. */
function knownSum(rows: readonly StatutoryCounts[], of: keyof StatutoryCounts): number | null {
  const known = rows.flatMap((row) => row[of] ?? []);
  return known.length === 0 ? null : known.reduce((all, count) => all + count, 0);
}

type Row = NonNullable<StatutoryReport['participants'][number]['categories']>[number];

function Table({ of, caption }: { of: readonly Row[]; caption: string }) {
  const { t } = useTranslation();
  const rows = CATEGORIES.map((category) => ({
    name: t(`report.statutory.category.${category}`),
    of: of.filter((row) => row.category === category),
  }));
  return (
    <TableFrame>
      <table className="table pinned">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.statutory.categoryColumn')}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col" className="num">
                {t(`report.statutory.${count}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, { name: t('report.statutory.total'), of }].map((row) => (
            <TableRow key={row.name} name={row.name} of={row.of} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function TableRow({ name, of }: { name: string; of: readonly StatutoryCounts[] }) {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{name}</th>
      {COUNTS.map((count) => {
        const counted = knownSum(of, count);
        return (
          <td key={count} className="num">
            {counted === null ? '–' : format.number(counted)}
          </td>
        );
      })}
    </tr>
  );
}
