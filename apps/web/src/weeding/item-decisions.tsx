import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemDecision, WithdrawalItem } from '../api/withdrawals.ts';
import { useMe, useRole } from '../shell/session.tsx';
import { today } from '../ui/today.ts';
import { DecisionDialog } from './decision-dialog.tsx';

export type What = ItemDecision['what'];

/** What the reader may decide about a title, each after a question. */
export function ItemDecisions({ item }: { item: WithdrawalItem }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<What | null>(null);
  const allowed = useAllowed(item);
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
      {asked !== null && <DecisionDialog item={item} what={asked} close={() => setAsked(null)} />}
    </div>
  );
}

function useAllowed({ participant, state, offeredTo, acceptBy }: WithdrawalItem): What[] {
  const me = useMe();
  const administrator = useRole('administrator');
  const own = me.participant ?? '';
  if (administrator || own === participant) {
    if (state === 'kept') return ['offer', 'override', 'call-off'];
    if (state === 'offered') return ['override', 'call-off'];
    return state === 'free' ? ['call-off'] : [];
  }
  const forMe = own !== '' && (offeredTo.length === 0 || offeredTo.includes(own));
  return state === 'offered' && forMe && acceptBy >= today() ? ['accept'] : [];
}
