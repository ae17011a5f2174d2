import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemDecision, WithdrawalItem } from '../api/withdrawals.ts';
import { useActingFor } from '../shell/acting.tsx';
import { useActsFor } from '../shell/session.tsx';
import { today } from '../ui/today.ts';
import { DecisionDialog } from './decision-dialog.tsx';

export type What = ItemDecision['what'];

/** What the reader may decide about a title, each after a question. */
export function ItemDecisions({ item }: { item: WithdrawalItem }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<What | null>(null);
  const takers = useTakers(item);
  const own = useOwn(item);
  const allowed = takers.length === 0 ? own : [...own, 'accept' as const];
  if (allowed.length === 0) return null;
  return (
    <div className="row item-actions">
      {allowed.map((what) => (
        <Button
          key={what}
          size="xs"
          variant={what === 'accept' ? 'filled' : 'default'}
          onClick={() => setAsked(what)}
          aria-label={t('weeding.doWhat', { what: t(`weeding.do.${what}`), title: item.title ?? item.identifier })}
        >
          {t(`weeding.do.${what}`)}
        </Button>
      ))}
      {asked !== null && <DecisionDialog item={item} what={asked} takers={takers} close={() => setAsked(null)} />}
    </div>
  );
}

/** What the reader may decide as one who acts for whose copies they are. */
function useOwn({ participant, state }: WithdrawalItem): What[] {
  if (!useActsFor(participant)) return [];
  if (state === 'kept') return ['offer', 'override', 'call-off'];
  if (state === 'offered') return ['override', 'call-off'];
  return state === 'free' ? ['call-off'] : [];
}

/** For whom the reader may take it over. */
function useTakers({ participant, state, offeredTo, acceptBy }: WithdrawalItem): string[] {
  const mine = useActingFor();
  if (state !== 'offered' || acceptBy < today()) return [];
  return mine.filter((isil) => isil !== participant && (offeredTo.length === 0 || offeredTo.includes(isil)));
}
