import { useTranslation } from 'react-i18next';
import { type Flag, type FlagKind } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { today } from '../ui/today.ts';
import { wordsOf } from './kinds.ts';
import { items, objects, text } from './evidence.ts';

interface Stretch {
  readonly from: string;
  /** `null` for how things are now. */
  readonly gaps: readonly FlagKind[] | null;
}

/** From now until the plan ends: which gaps begin and end when, each stretch as wide as it lasts. */
export function TimeLine({ flag: { evidence } }: { flag: Flag }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = today();
  const steps = objects(evidence['timeline']).map((step): Stretch => ({
    from: text(step['on']),
    gaps: items(step['gaps']) as FlagKind[],
  }));
  const ahead = steps.filter(({ from }) => from > now);
  const current: Stretch = { from: now, gaps: steps.findLast(({ from }) => from <= now)?.gaps ?? null };
  const stretches = [current, ...ahead];
  const ends = text(evidence['planEnds']);
  return (
    <ol className="time-line">
      {stretches.map(({ from, gaps }, place) => (
        <li
          key={from}
          className={gaps === null || gaps.length === 0 ? undefined : 'time-line-gap'}
          style={{ flexGrow: daysBetween(from, stretches[place + 1]?.from ?? ends) }}
        >
          <span className="time-line-day">
            {place === 0 ? t('flags.timeLine.now') : t('flags.timeLine.from', { day: format.day(from) })}
          </span>
          <span>
            {gaps === null && t('flags.timeLine.asNow')}
            {gaps?.length === 0 && t('flags.timeLine.none')}
            {gaps !== null && format.list(gaps.map((kind) => t(`${wordsOf(kind)}.name`)))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function daysBetween(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}
