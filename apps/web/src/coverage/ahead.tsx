import { useTranslation } from 'react-i18next';
import type { Flag } from '../api/coverage.ts';
import { TimeLine } from '../flags/time-line.tsx';

/** What of a profile will be missing later in the plan period, by activity. */
export function Ahead({ flags }: { flags: readonly Flag[] }) {
  const { t } = useTranslation();
  const upcoming = flags.filter(({ kind }) => kind === 'gap.upcoming');
  if (upcoming.length === 0) return <p className="dim">{t('coverage.nothingAhead')}</p>;
  return upcoming.map((flag) => (
    <section key={flag.id}>
      <p className="small">{flag.activity !== null && t(`ui.activity.${flag.activity}`)}</p>
      <TimeLine flag={flag} />
    </section>
  ));
}
