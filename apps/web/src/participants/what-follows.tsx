import { addDays } from '#libs/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProfileName } from '../agreements/use-profile-name.ts';
import { orphansQuery } from '../api/agreement.ts';
import { agreementsQuery, type Participant } from '../api/agreements.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { OrphanList } from './orphan-list.tsx';

interface WhatFollowsProps {
  readonly participant: Participant;
  readonly last: string;
  /** Who goes on after a merger; `null` when nobody does. */
  readonly survivor: string | null;
}

/** Says which agreements end or move when a participant has a last day. */
export function WhatFollows({ participant, last, survivor }: WhatFollowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const profile = useProfileName();
  const agreements = useQuery(agreementsQuery({ participant: participant.isil }));
  const orphans = useQuery({
    ...orphansQuery(participant.isil, addDays(last, 1), 'leaving'),
    enabled: survivor === null,
  });
  return (
    <div className="what-follows" aria-live="polite">
      <Loaded query={agreements}>
        {(all) => {
          const concerned = all.filter(({ to }) => to > last);
          if (concerned.length === 0) return <p>{t('participants.follows.none')}</p>;
          if (survivor === null) {
            return (
              <>
                <p>
                  <strong>{t('participants.follows.end', { count: concerned.length, day: format.day(last) })}</strong>
                </p>
                <Loaded query={orphans}>{(items) => <OrphanList orphans={items} />}</Loaded>
              </>
            );
          }
          return (
            <>
              <p>
                <strong>
                  {t('participants.follows.move', {
                    count: concerned.length,
                    name: name(survivor),
                    day: format.day(addDays(last, 1)),
                  })}
                </strong>
              </p>
              <ul className="small">
                {concerned.map((it) => (
                  <li key={it.id}>
                    {profile(it.profile)}: {t(`ui.activity.${it.activity}`)}, AC {it.level}
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
