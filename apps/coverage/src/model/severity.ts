import type { FlagKind } from '#libs/contracts';

/** How pressing a kind of flag is: what is missing before what is at risk, what is at risk before what is double. */
export const SEVERITY: Readonly<Record<FlagKind, 'high' | 'medium' | 'low'>> = {
  'gap.unowned': 'high',
  'gap.level': 'high',
  'gap.redundancy': 'medium',
  'gap.volume': 'medium',
  'gap.undelivered': 'medium',
  'gap.preservation': 'medium',
  'gap.upcoming': 'medium',
  'risk.single-holder': 'medium',
  'risk.last-copy': 'high',
  'risk.level-mismatch': 'low',
  'overlap.responsibility': 'low',
  'overlap.planned-title': 'medium',
  'overlap.holdings': 'low',
};
