import { useTranslation } from 'react-i18next';
import type { ByScope, PurchaseItem, PurchaseReason } from '../api/purchase-checks.ts';
import { useMe, useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';

/** Names that a sentence has at most; the others are counted. */
const NAMED = 3;

export function totalOf({ organisation, province, national }: ByScope): number {
  return organisation + province + national;
}

/** Some participants by name; `count` when there are more than are given. */
export function useNaming(): (isils: readonly string[], count?: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (isils, count = isils.length) => {
    const shown = isils.slice(0, count > NAMED + 1 ? NAMED : NAMED + 1).map((isil) => name(isil));
    const others = count - shown.length;
    return others > 0 ? t('check.names', { names: shown.join(', '), count: others }) : format.list(shown);
  };
}

/** A reason as a sentence, for whoever `buyer` is; `null`: for nobody in particular. */
export function useReason(buyer: string | null): (item: PurchaseItem, reason: PurchaseReason) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const named = useNaming();
  return (item, reason) => {
    const { having, enough, keptBy, planned, responsible, own, demand, unmet, buyAt } = item;
    switch (reason) {
      case 'unmet-demand':
        return t('check.reason.unmet-demand', {
          unmet: format.number(unmet),
          province: format.number(demand.unfilled.province),
          national: format.number(demand.unfilled.national),
          buyAt: format.number(buyAt),
        });
      case 'often-requested':
        return t('check.reason.often-requested', { filled: format.number(totalOf(demand.filled)) });
      case 'enough-elsewhere':
        return t('check.reason.enough-elsewhere', { having, enough });
      case 'kept-elsewhere':
        return t('check.reason.kept-elsewhere', { names: named(keptBy) });
      case 'planned-elsewhere':
        return t('check.reason.planned-elsewhere', {
          names: named([...new Set(planned.map(({ participant }) => participant))]),
        });
      case 'responsible-elsewhere':
        return t('check.reason.responsible-elsewhere', { names: named(responsible) });
      case 'responsible-yourself':
        return buyer === me.participant
          ? t('check.reason.responsible-yourself')
          : t('check.reason.responsible-buyer', { names: named(buyer === null ? [] : [buyer]) });
      case 'too-few-elsewhere':
        return enough === null
          ? t('check.reason.some-elsewhere', { having })
          : t('check.reason.too-few-elsewhere', { having, enough });
      case 'nowhere-else':
        return t('check.reason.nowhere-else');
      case 'own-copies':
        return t('check.reason.own-copies', { extant: own.extant, onOrder: own.onOrder });
      default:
        return reason;
    }
  };
}
