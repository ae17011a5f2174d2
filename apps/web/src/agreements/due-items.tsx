import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AgendaKind, Due } from '../api/agreement.ts';
import { useFormat } from '../ui/format.ts';
import { Mark, type Tone } from '../ui/mark.tsx';
import { useProfileName } from './use-profile-name.ts';

const TONES: Record<AgendaKind, Tone> = { review: 'busy', notice: 'warn', end: 'bad' };

/** What is due, each with its day and the way to the agreement. */
export function DueItems({ due }: { due: readonly Due[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const profile = useProfileName();
  return (
    <ul className="items">
      {due.map((it) => (
        <li key={`${it.kind} ${it.agreement}`} className="item">
          <div className="row between">
            <span className="row">
              <strong>{format.day(it.day)}</strong>
              <Mark tone={TONES[it.kind]}>{t(`agreements.due.${it.kind}`)}</Mark>
            </span>
          </div>
          <Link to={`/afspraken/${it.agreement}`} className="item-name">
            {profile(it.profile)}: {t(`ui.activity.${it.activity}`)}
          </Link>
          <p className="dim small">
            {it.participantName} · AC {it.level} ·{' '}
            {t('ui.period', { from: format.day(it.from), to: format.day(it.to) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
