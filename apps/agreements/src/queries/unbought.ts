import type { PurchaseCheckRow, PurchaseItemRow } from './purchase-check-rows.ts';
import type { UnboughtProfileRow, UnboughtRow } from './unbought-rows.ts';

/** What of an offer does nobody have, order or plan, neither others nor the participant itself? By profile; none comes last. */
export function unboughtOf({ items, profiles, unreadable }: PurchaseCheckRow): UnboughtRow {
  const free = items.filter(isUnbought);
  const byProfile: UnboughtProfileRow[] = profiles.map(({ code, name }) => ({
    code,
    name,
    titles: free.filter((item) => item.profiles.includes(code)).map(titleOf),
  }));
  const elsewhere = free.filter((item) => item.profiles.length === 0).map(titleOf);
  const all = elsewhere.length === 0 ? byProfile : [...byProfile, { code: null, name: null, titles: elsewhere }];
  return {
    offered: items.length,
    unbought: free.length,
    profiles: all.filter(({ titles }) => titles.length > 0),
    unreadable,
  };
}

function isUnbought({ having, own, planned, ownPlans }: PurchaseItemRow): boolean {
  return having + own.extant + own.onOrder === 0 && planned.length + ownPlans.length === 0;
}

function titleOf({ line, identifier, title, contributor, responsible }: PurchaseItemRow) {
  return { line, identifier, title, contributor, responsible };
}
