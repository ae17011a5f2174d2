import { ACTIVITIES, type Activity } from '#libs/kernel';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profileCandidatesFile, profileCandidatesQuery } from '../api/candidates.ts';
import type { Target } from '../api/coverage.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { CandidateList } from './candidate-list.tsx';

interface ProfileCandidatesProps {
  readonly profile: string;
  readonly targets: readonly Target[];
}

/** Who could take on an activity of a profile; at first one that the plan asks. */
export function ProfileCandidates({ profile, targets }: ProfileCandidatesProps) {
  const { t } = useTranslation();
  const [activity, setActivity] = useState<Activity>(targets[0]?.activity ?? 'collect');
  const candidacy = useQuery(profileCandidatesQuery(profile, activity));
  return (
    <Panel title={t('candidates.title')}>
      <div className="stack">
        <p>{t('candidates.lead')}</p>
        <NativeSelect
          label={t('candidates.activity')}
          value={activity}
          onChange={({ currentTarget }) => setActivity(currentTarget.value as Activity)}
          data={ACTIVITIES.map((value) => ({ value, label: t(`ui.activity.${value}`) }))}
        />
        <Loaded query={candidacy}>
          {(found) => <CandidateList candidacy={found} csv={profileCandidatesFile(profile, activity)} />}
        </Loaded>
      </div>
    </Panel>
  );
}
