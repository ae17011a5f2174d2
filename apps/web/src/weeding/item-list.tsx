import { useTranslation } from 'react-i18next';
import type { WithdrawalItem, WithdrawalReason, WithdrawalState } from '../api/withdrawals.ts';
import { useActsFor, useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { StateMark, Why } from './advice.tsx';
import { ItemDecisions } from './item-decisions.tsx';

/** Of these it is told how many copies would be left; of the others that is decided. */
const LEAVING: ReadonlySet<WithdrawalState> = new Set<WithdrawalState>(['kept', 'offered', 'free']);
/** For these it is offered to everybody, and everybody is told why. */
const ASKED_FOR: ReadonlySet<WithdrawalReason> = new Set<WithdrawalReason>(['unmet-demand', 'much-requested']);

interface ItemListProps {
  readonly items: readonly WithdrawalItem[];
  /** Whether they come from several lists or participants, which is then told. */
  readonly mixed?: boolean;
}

/** Titles that are to go, in a few lines each, with what can be decided about them. */
export function ItemList({ items, mixed = false }: ItemListProps) {
  return (
    <ul className="items">
      {items.map((item) => (
        <Item key={item.id} item={item} mixed={mixed} />
      ))}
    </ul>
  );
}

function Item({ item, mixed }: { item: WithdrawalItem; mixed: boolean }) {
  const { t } = useTranslation();
  const name = useNames();
  const mine = useActsFor(item.participant);
  return (
    <li className="item">
      <div className="row between">
        <span className="item-name">
          {item.title ?? t('weeding.untitled')} <code>{item.identifier}</code>
        </span>
        <StateMark state={item.state} />
      </div>
      <p>
        <Standing item={item} />
      </p>
      <p className="dim small">
        {mixed && `${name(item.participant)} · ${mine ? `${item.withdrawalName} · ` : ''}`}
        {t('weeding.copies', { count: item.copies })}
        {LEAVING.has(item.state) && ` · ${t('weeding.left', { count: item.remaining })}`}
      </p>
      {item.overriddenBecause !== null && (
        <p className="small">{t('weeding.overridden', { reason: item.overriddenBecause })}</p>
      )}
      <ItemDecisions item={item} />
    </li>
  );
}

/** How it stands and why, in a sentence. */
function Standing({ item }: { item: WithdrawalItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const day = format.day(item.acceptBy);
  if (item.state === 'accepted') return t('weeding.takenOverBy', { who: name(item.acceptedBy ?? '') });
  if (item.state === 'gone') return t('weeding.isGone');
  if (item.state === 'called-off') return t('weeding.isCalledOff');
  if (item.state === 'offered') {
    if (item.offeredTo.length > 0) {
      return t('weeding.offeredTo', { who: format.list(item.offeredTo.map(name)), day });
    }
    return (
      <>
        {ASKED_FOR.has(item.reason) && <Why advised={item} wanting={[]} />} {t('weeding.offeredToAll', { day })}
      </>
    );
  }
  if (item.state === 'free' && item.overriddenBecause !== null) return t('weeding.freeAgainstAdvice');
  if (item.state === 'free' && item.advice === 'offer') return t('weeding.released', { day });
  return <Why advised={item} wanting={item.offeredTo} />;
}
