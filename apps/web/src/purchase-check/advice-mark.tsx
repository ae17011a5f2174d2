import { useTranslation } from 'react-i18next';
import type { PurchaseAdvice } from '../api/purchase-checks.ts';
import { Mark, type Tone } from '../ui/mark.tsx';

const TONES: Readonly<Record<PurchaseAdvice, Tone>> = { buy: 'good', consult: 'warn', borrow: 'busy' };

/** Koop, overleg or leen, in a word. */
export function AdviceMark({ advice }: { advice: PurchaseAdvice }) {
  const { t } = useTranslation();
  return <Mark tone={TONES[advice]}>{t(`check.advice.${advice}`)}</Mark>;
}
