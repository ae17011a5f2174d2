import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Agreement } from '../api/agreements.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { StandingMark } from './standing.tsx';
import { useProfileName } from './use-profile-name.ts';

/** Agreements in two lines each: about what, and with whom until when. */
export function AgreementItems({ agreements }: { agreements: readonly Agreement[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const profile = useProfileName();
  return (
    <ul className="items">
      {agreements.map((it) => (
        <li key={it.id} className="item">
          <div className="row between">
            <Link to={`/afspraken/${it.id}`} className="item-name">
              {profile(it.profile)}: {t(`ui.activity.${it.activity}`)}
            </Link>
            <StandingMark agreement={it} />
          </div>
          <p className="dim small">
            {name(it.participant)} · AC {it.level} ·{' '}
            {t('ui.period', { from: format.day(it.from), to: format.day(it.to) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
