import { useTranslation } from 'react-i18next';
import type { ProfileCoverage } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { heatOf, shareOf } from './arrange.ts';

/** What those responsible for a profile have in common: each two, with the share of the smaller collection. */
export function Overlap({ profile: { participants, shared } }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const responsible = participants.filter(({ activities }) => activities.length > 0);
  const common = new Map(shared.map(({ one, other, titles }) => [pairOf(one, other), titles]));
  if (responsible.length < 2) return <p className="dim pad">{t('coverage.noPairs')}</p>;
  return (
    <TableFrame>
      <table className="table overlap-table">
        <caption className="sr-only">{t('coverage.overlapCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('coverage.participant')}</th>
            {responsible.map(({ participant, name }) => (
              <th key={participant} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {responsible.map((row) => (
            <tr key={row.participant}>
              <th scope="row">{row.name}</th>
              {responsible.map((column) => {
                if (column === row) {
                  return (
                    <td key={column.participant} className="num dim">
                      {t('coverage.ownTitles', { titles: format.number(row.titles) })}
                    </td>
                  );
                }
                const titles = common.get(pairOf(row.participant, column.participant)) ?? 0;
                const share = shareOf(titles, Math.min(row.titles, column.titles));
                return (
                  <td key={column.participant} className={`num heat-${heatOf(share)}`}>
                    {format.number(titles)} · {format.share(share)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
