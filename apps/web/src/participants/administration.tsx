import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../api/agreements.ts';
import { ChangeDetails } from './change-details.tsx';
import { Close } from './close.tsx';
import { Merge } from './merge.tsx';
import { Reopen } from './reopen.tsx';

const DIALOGS = { change: ChangeDetails, merge: Merge, close: Close, reopen: Reopen } as const;
type Act = keyof typeof DIALOGS;

/** What an administrator may do about a participant, from what was seen when the dialog was opened. */
export function Administration({ participant }: { participant: Participant }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ readonly act: Act; readonly seen: Participant } | null>(null);
  const acts: readonly Act[] = participant.to == null ? ['change', 'merge', 'close'] : ['change', 'reopen'];
  const Dialog = asked === null ? null : DIALOGS[asked.act];
  return (
    <>
      {acts.map((act) => (
        <Button key={act} variant="default" onClick={() => setAsked({ act, seen: participant })}>
          {t(`participants.act.${act}`)}
        </Button>
      ))}
      {asked !== null && Dialog !== null && <Dialog participant={asked.seen} close={() => setAsked(null)} />}
    </>
  );
}
