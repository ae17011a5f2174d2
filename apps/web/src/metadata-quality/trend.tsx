import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Measure, SourceQuality } from '../api/metadata-quality.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

const MEASURES = ['identifier', 'year', 'publisher', 'classification', 'onlyDescription', 'duplicate'] as const;

/** How it went from delivery to delivery. */
export function Trend({ runs }: { runs: readonly SourceQuality[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('quality.trend')}>
      <p className="dim">{t('quality.trendText')}</p>
      <TableFrame>
        <table className="table" aria-label={t('quality.trend')}>
          <thead>
            <tr>
              <th scope="col">{t('quality.delivery')}</th>
              <th scope="col" className="num">
                {t('quality.records')}
              </th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" className="num">
                  {measure === 'onlyDescription' || measure === 'duplicate'
                    ? t(`quality.column.${measure}`)
                    : t(`quality.field.${measure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run, place) => (
              <tr key={run.run}>
                <th scope="row">
                  <Link to={`/bezit/${run.run}`}>{format.moment(run.measuredAt)}</Link>
                </th>
                <td className="num">{format.number(run.records)}</td>
                {MEASURES.map((measure) => (
                  <td key={measure} className="num">
                    {format.share(shareIn(run, measure))}
                    <Change now={run} before={runs[place + 1]} measure={measure} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}

interface ChangeProps {
  readonly now: SourceQuality;
  readonly before: SourceQuality | undefined;
  readonly measure: Measure;
}

/** By how many hundredths it went up or down since the delivery before. */
function Change({ now, before, measure }: ChangeProps) {
  if (before === undefined) return null;
  const points = Math.round((shareIn(now, measure) - shareIn(before, measure)) * 100);
  if (points === 0) return null;
  return <span className="block dim small">{points > 0 ? `+${points}` : `−${-points}`}</span>;
}

function shareIn({ records, figures }: SourceQuality, measure: Measure): number {
  return records === 0 ? 0 : figures[measure] / records;
}
