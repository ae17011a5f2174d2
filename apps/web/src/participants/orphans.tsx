import { NativeSelect } from '@mantine/core';
import { addDays } from '#libs/kernel';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Orphaning, orphansQuery } from '../api/agreement.ts';
import type { Participant } from '../api/agreements.ts';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { today } from '../ui/today.ts';
import { OrphanList } from './orphan-list.tsx';

/** What would be left to nobody if a participant left, or had no budget, and who could go on with it. */
export function Orphans({ participant: { isil } }: { participant: Participant }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(addDays(today(), 1));
  const [because, setBecause] = useState<Orphaning>('leaving');
  const orphans = useQuery({ ...orphansQuery(isil, on, because), enabled: isDay(on) });
  return (
    <Panel title={t('participants.orphans')}>
      <p className="dim">{t('participants.orphansText')}</p>
      <div className="filters filters-tight">
        <NativeSelect
          label={t('participants.orphaning')}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value as Orphaning)}
          data={[
            { value: 'leaving', label: t('participants.because.leaving') },
            { value: 'budget', label: t('participants.because.budget') },
          ]}
        />
        <DayInput
          label={t('participants.orphansFrom')}
          value={on}
          error={isDay(on) ? null : t('ui.day.unreadable', { form: t('ui.day.form') })}
          onChange={setOn}
        />
      </div>
      <Loaded query={orphans}>
        {(items) => (items.length === 0 ? <p>{t('participants.noOrphans')}</p> : <OrphanList orphans={items} />)}
      </Loaded>
    </Panel>
  );
}
