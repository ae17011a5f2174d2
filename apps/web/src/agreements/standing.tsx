import { useTranslation } from 'react-i18next';
import type { Agreement } from '../api/agreements.ts';
import { Mark, type Tone } from '../ui/mark.tsx';
import { today } from '../ui/today.ts';

export type Standing = 'to-come' | 'in-force' | 'ends-early' | 'ended-early' | 'over';

const TONES: Record<Standing, Tone> = {
  'to-come': 'busy',
  'in-force': 'good',
  'ends-early': 'warn',
  'ended-early': 'bad',
  over: 'quiet',
};

/** How an agreement stands on a day. */
export function standingOf({ from, to, endedBecause }: Agreement, on = today()): Standing {
  if (to < on) return endedBecause === null ? 'over' : 'ended-early';
  if (on < from) return 'to-come';
  return endedBecause === null ? 'in-force' : 'ends-early';
}

export function StandingMark({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation();
  const standing = standingOf(agreement);
  return <Mark tone={TONES[standing]}>{t(`agreements.standing.${standing}`)}</Mark>;
}
