import type { Activity } from '#libs/kernel';
import type { LeavingTitle } from './facts.ts';
import type { Finding } from './flag.ts';

const KEPT_BY: Activity = 'preserve';

/**
 * What participants dispose of would be the last extant copies in the network. Copies that are missing are gone already,
 * nobody disposes of more than it has, and what is only offered stays if it has become the last. The flag stands under the first profile of the plan that covers the title.
 */
export function riskLastCopy({ subject, title, profiles, holders }: LeavingTitle): Finding[] {
  const [profile] = profiles;
  const extant = sum(holders.map((it) => it.extant));
  const going = holders.map((it) => Object.assign({}, it, { leaving: Math.min(it.leaving, it.extant) }));
  const leaving = sum(going.map((it) => it.leaving));
  if (profile === undefined || extant === 0 || leaving < extant) return [];
  const withdrawnBy = going.flatMap((it) =>
    it.leaving === 0 ? [] : [{ participant: it.participant, copies: it.leaving }],
  );
  return [
    {
      kind: 'risk.last-copy',
      profile,
      activity: KEPT_BY,
      subject,
      participants: withdrawnBy.map(({ participant }) => participant),
      evidence: { title, extant, withdrawnBy, agreements: [] },
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
