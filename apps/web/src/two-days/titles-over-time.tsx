import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DayOfTitles, titlesByDayQuery } from '../api/two-days.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { today } from '../ui/today.ts';

const [WIDTH, HEIGHT] = [640, 120];

/** How many titles the network had of a profile: a line, and the same in words. */
export function TitlesOverTime({ profile }: { profile: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = useQuery(titlesByDayQuery(profile));
  return (
    <Loaded query={days}>
      {(known) => {
        const [first, last] = [known[0], known.at(-1)];
        if (first === undefined || last === undefined) return <p className="dim">{t('twoDays.timeLineNone')}</p>;
        if (first === last) {
          const values = { from: format.day(first.day), after: format.number(first.titles) };
          return <p>{t('twoDays.timeLineOne', values)}</p>;
        }
        const counts = known.map(({ titles }) => titles);
        const values = {
          from: format.day(first.day),
          to: format.day(last.day),
          before: format.number(first.titles),
          after: format.number(last.titles),
          least: format.number(Math.min(...counts)),
          most: format.number(Math.max(...counts)),
        };
        return (
          <>
            <Line days={known} />
            <p className="dim small">{t('twoDays.timeLineText', values)}</p>
          </>
        );
      }}
    </Loaded>
  );
}

/** A step for each change, up to today; what it shows is said in words beside it. */
function Line({ days }: { days: readonly DayOfTitles[] }) {
  const [from, to] = [Date.parse(days[0]!.day), Math.max(Date.parse(today()), Date.parse(days.at(-1)!.day))];
  const most = Math.max(1, ...days.map(({ titles }) => titles));
  const x = (day: string): number => ((Date.parse(day) - from) / Math.max(1, to - from)) * WIDTH;
  const y = (titles: number): number => HEIGHT - 4 - (titles / most) * (HEIGHT - 8);
  const steps = days.map(({ day, titles }, place) =>
    place === 0 ? `M0 ${y(titles)}` : `H${x(day).toFixed(1)} V${y(titles).toFixed(1)}`,
  );
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="titles-over-time" preserveAspectRatio="none" aria-hidden>
      <path d={`${steps.join(' ')} H${WIDTH}`} />
    </svg>
  );
}
