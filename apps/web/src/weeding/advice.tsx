import { useTranslation } from 'react-i18next';
import type { Advised, WithdrawalAdvice, WithdrawalState } from '../api/withdrawals.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark, type Tone } from '../ui/mark.tsx';

const ADVICE_TONES: Record<WithdrawalAdvice, Tone> = { keep: 'bad', offer: 'warn', free: 'good' };
const STATE_TONES: Record<WithdrawalState, Tone> = {
  kept: 'bad',
  offered: 'warn',
  accepted: 'busy',
  free: 'good',
  gone: 'quiet',
  'called-off': 'quiet',
};

export function AdviceMark({ advice }: { advice: WithdrawalAdvice }) {
  const { t } = useTranslation();
  return <Mark tone={ADVICE_TONES[advice]}>{t(`weeding.advice.${advice}`)}</Mark>;
}

export function StateMark({ state }: { state: WithdrawalState }) {
  const { t } = useTranslation();
  return <Mark tone={STATE_TONES[state]}>{t(`weeding.state.${state}`)}</Mark>;
}

interface WhyProps {
  readonly advised: Advised;
  /** Who may want it. */
  readonly wanting: readonly string[];
}

/** Why it is advised so, in a sentence with its numbers. */
export function Why({ advised: { reason, remaining, minimum, filled, unmet }, wanting }: WhyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  if (reason === 'last-copies') {
    return t(remaining === 0 ? 'weeding.why.last-copy' : 'weeding.why.last-copies', {
      remaining: format.number(remaining),
      minimum: format.number(minimum),
    });
  }
  if (reason === 'unmet-demand') return t('weeding.why.unmet-demand', { count: unmet });
  if (reason === 'much-requested') {
    return t('weeding.why.much-requested', { filled: format.number(filled), count: remaining });
  }
  if (reason === 'wanted') return t('weeding.why.wanted', { who: format.list(wanting.map(name)) });
  return t(`weeding.why.${reason}`, { count: remaining });
}
