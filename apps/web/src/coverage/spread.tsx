import { useTranslation } from 'react-i18next';
import type { ProfileCoverage } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { shareOf } from './arrange.ts';

/** How many titles of a profile one participant has alone, two have, and so on. */
export function Spread({ profile: { titles: all, holders } }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(...holders.map(({ titles }) => titles));
  if (holders.length === 0) return <p className="dim">{t('coverage.nobodyHolds')}</p>;
  return (
    <ul className="spread">
      {holders.map(({ holders: count, titles }) => (
        <li key={count} className="bar">
          <span>{t('coverage.heldBy', { count })}</span>
          <span className="bar-number">
            {format.number(titles)} · {format.share(shareOf(titles, all))}
          </span>
          <span className="bar-track" aria-hidden>
            <span className="bar-fill" style={{ width: `${(titles / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
