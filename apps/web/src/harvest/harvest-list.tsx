import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Harvest } from '../api/harvest.ts';
import { RunStateMark } from '../holdings/run-state.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark, type Tone } from '../ui/mark.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { en, nl } from '../refusals/words.ts';

const TONES: Record<Harvest['state'], Tone> = {
  fetching: 'busy',
  delivered: 'good',
  unchanged: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** What came of the last times that a source was fetched. */
export function HarvestList({ harvests }: { harvests: readonly Harvest[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (harvests.length === 0) return <p className="dim">{t('harvest.none')}</p>;
  return (
    <TableFrame>
      <table className="table" aria-label={t('harvest.last')}>
        <thead>
          <tr>
            <th scope="col">{t('harvest.at')}</th>
            <th scope="col">{t('harvest.what')}</th>
            <th scope="col">{t('harvest.records')}</th>
            <th scope="col">{t('harvest.deleted')}</th>
            <th scope="col">{t('harvest.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {harvests.map((it) => (
            <tr key={it.number}>
              <td>{format.moment(it.startedAt)}</td>
              <td>{t(`harvest.mode.${it.mode ?? 'unknown'}`)}</td>
              <td>{format.number(it.records)}</td>
              <td>{format.number(it.deleted)}</td>
              <td>
                <Mark tone={TONES[it.state]}>{t(`harvest.state.${it.state}`)}</Mark>{' '}
                {it.run !== null && <Link to={`/bezit/${it.run}`}>{t('harvest.delivery')}</Link>}{' '}
                {it.runState !== null && it.runState !== 'done' && <RunStateMark state={it.runState} />}
                <Why harvest={it} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Why it failed, or has to wait. */
function Why({ harvest: { failure, reason, trouble, nextTryAt } }: { harvest: Harvest }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const text = reason ?? trouble;
  if (text === null) return null;
  const known: Readonly<Record<string, string>> = i18n.language === 'en' ? en : nl;
  const words = failure === null ? undefined : known[failure];
  return (
    <>
      {words !== undefined && <p className="small">{words}</p>}
      <p className="small dim" lang="en">
        {text}
      </p>
      {nextTryAt !== null && <p className="small">{t('harvest.again', { at: format.moment(nextTryAt) })}</p>}
    </>
  );
}
