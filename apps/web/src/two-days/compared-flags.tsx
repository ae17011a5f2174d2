import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ComparedFlag } from '../api/two-days.ts';
import { KindMark } from '../flags/kind-mark.tsx';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';

const GROUPS = {
  raised: ({ openThen, openNow }: ComparedFlag) => !openThen && openNow,
  cleared: ({ openThen, openNow }: ComparedFlag) => openThen && !openNow,
  both: ({ openThen, openNow }: ComparedFlag) => openThen && openNow,
} as const;

/** The flags of a profile that came, that went and that stayed. */
export function ComparedFlags({ flags }: { flags: readonly ComparedFlag[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  if (flags.length === 0) return <p className="dim">{t('twoDays.noFlags')}</p>;
  return (['raised', 'cleared', 'both'] as const).map((group) => {
    const some = flags.filter(GROUPS[group]);
    if (some.length === 0) return null;
    return (
      <section key={group}>
        <h3>
          {t(`twoDays.flagGroups.${group}`)} ({format.number(some.length)})
        </h3>
        <ul className="stack">
          {some.map(({ id, kind, activity, participants }) => (
            <li key={id}>
              <Link to={`/signaleringen/${id}`}>
                <KindMark kind={kind} />
              </Link>{' '}
              {[...(activity === null ? [] : [t(`ui.activity.${activity}`)]), ...participants.map(name)].join(' · ')}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
