import { NativeSelect } from '@mantine/core';
import { addDays } from '#libs/kernel';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery, profilesQuery } from '../api/agreements.ts';
import { COMMITMENT_STATES, commitmentsQuery } from '../api/commitments.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { today } from '../ui/today.ts';
import { CommitmentList } from './commitment-list.tsx';

/** When a commitment ends, as days from today. */
const ENDS = { passed: -1, month: 31, year: 366 } as const;
type Ends = keyof typeof ENDS;

/** Commitments, by whose they are, what they are about, how they stand and when they end. */
export function ListPanel({ own }: { own: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: participants } = useQuery(participantsQuery);
  const { data: profiles } = useQuery(profilesQuery);
  const [chosen, setChosen] = useState({ participant: own, profile: '', state: 'active', ends: '' });
  const { participant, profile, state, ends } = chosen;
  const endsBy = ends === '' ? undefined : addDays(today(), ENDS[ends as Ends]);
  const commitments = useInfiniteQuery(commitmentsQuery({ participant, profile, state, endsBy }));
  const fields = [
    [
      'participant',
      t('ui.participant'),
      t('ui.allParticipants'),
      (participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
    ],
    [
      'profile',
      t('commitments.profile'),
      t('commitments.anySubject'),
      (profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
    ],
    [
      'state',
      t('commitments.filterState'),
      t('commitments.anyState'),
      COMMITMENT_STATES.map((value) => ({ value, label: t(`commitments.state.${value}`) })),
    ],
    [
      'ends',
      t('commitments.ends'),
      t('commitments.anyEnd'),
      (Object.keys(ENDS) as Ends[]).map((value) => ({ value, label: t(`commitments.endsWithin.${value}`) })),
    ],
  ] as const;
  return (
    <Panel title={t('commitments.list')}>
      <div className="filters filters-tight">
        {fields.map(([name, label, every, choices]) => (
          <NativeSelect
            key={name}
            label={label}
            value={chosen[name]}
            onChange={({ currentTarget }) => setChosen((before) => ({ ...before, [name]: currentTarget.value }))}
            data={[{ value: '', label: every }, ...choices]}
          />
        ))}
      </div>
      <GrowingList query={commitments} empty={<Empty title={t('commitments.none')} text={t('commitments.noneText')} />}>
        {(items) => <CommitmentList commitments={items} />}
      </GrowingList>
    </Panel>
  );
}
