import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../api/agreements.ts';
import { useActsFor, useRole } from '../shell/session.tsx';
import { today } from '../ui/today.ts';
import { Adjust } from './adjust.tsx';
import { EndEarly } from './end-early.tsx';
import { HandOver } from './hand-over.tsx';
import { Renew } from './renew.tsx';
import { Schedule } from './schedule.tsx';
import { standingOf } from './standing.tsx';

const DIALOGS = { schedule: Schedule, adjust: Adjust, 'hand-over': HandOver, end: EndEarly, renew: Renew } as const;
type Act = keyof typeof DIALOGS;

/**
 * What the reader may do about an agreement as it stands. A dialog is about what was seen when it was opened: when that
 * changes meanwhile, the service says so.
 */
export function Acts({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ readonly act: Act; readonly seen: Agreement } | null>(null);
  const may = useMay(agreement);
  const Dialog = asked === null ? null : DIALOGS[asked.act];
  return (
    <>
      {(Object.keys(DIALOGS) as Act[]).filter(may).map((act) => (
        <Button
          key={act}
          variant={act === 'renew' ? 'filled' : 'default'}
          onClick={() => setAsked({ act, seen: agreement })}
        >
          {t(`agreements.act.${act}`)}
        </Button>
      ))}
      {asked !== null && Dialog !== null && <Dialog agreement={asked.seen} close={() => setAsked(null)} />}
    </>
  );
}

/** Who keeps an agreement and the plan owner change it; nobody hands a promise to another by himself. */
function useMay(agreement: Agreement): (act: Act) => boolean {
  const owner = useRole('plan-owner', 'administrator');
  const keeper = useActsFor(agreement.participant);
  const standing = standingOf(agreement);
  const lasts = agreement.to >= today();
  return (act) => {
    if (!owner && !keeper) return false;
    switch (act) {
      case 'renew':
        return lasts && agreement.endedBecause === null;
      case 'adjust':
        return lasts;
      case 'end':
        return standing === 'in-force' || standing === 'ends-early';
      case 'hand-over':
        return lasts && owner;
      default:
        return true;
    }
  };
}
