import { Refusal } from '#libs/kernel';
import type { NetworkAgreement } from './network-agreement.ts';

type List = readonly NetworkAgreement[];

/** Refuses a list without agreements that are there, unless whoever sends it confirmed that they go. */
export function confirmRemovals(before: List, after: List, confirmed: boolean): void {
  const kept = new Set(after.map(({ code }) => code));
  const going = before.filter(({ code }) => !kept.has(code));
  if (confirmed || going.length === 0) return;
  throw new Refusal(
    'network-agreements.confirmation-needed',
    `${going.length} network agreements are not in this list and would go; confirm with ?confirmed=yes, or put them back`,
    going.map(({ code, text }) => ({ at: code, message: text })),
    { going: going.length },
  );
}
