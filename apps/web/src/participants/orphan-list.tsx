import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProfileName } from '../agreements/use-profile-name.ts';
import type { Orphan } from '../api/agreement.ts';

const PROPOSED = 3;

/** Agreements that nobody would keep, each with who could go on with it: the highest level held first. */
export function OrphanList({ orphans }: { orphans: readonly Orphan[] }) {
  const { t } = useTranslation();
  const profile = useProfileName();
  return (
    <ul className="items">
      {orphans.map(({ agreement, profile: code, activity, level, successors }) => (
        <li key={agreement} className="item">
          <Link to={`/afspraken/${agreement}`} className="item-name">
            {profile(code)}: {t(`ui.activity.${activity}`)}, AC {level}
          </Link>
          {successors.length === 0 ? (
            <p className="small">{t('participants.noSuccessor')}</p>
          ) : (
            <>
              <p className="dim small">{t('participants.successors')}</p>
              <ol className="small successors">
                {successors.slice(0, PROPOSED).map((it) => (
                  <li key={it.participant}>
                    <Link to={`/deelnemers/${it.participant}`}>{it.participantName}</Link>{' '}
                    {t('participants.levels', { held: it.currentLevel ?? '–', level: it.level })}
                  </li>
                ))}
              </ol>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
