import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';

/** Until when, under what and on what condition something is kept, as it is typed. */
export interface TermValues {
  readonly indefinite: boolean;
  readonly until: string;
  readonly policy: string;
  readonly condition: string;
}

/** Says what is wrong with what was typed; nothing when it is well. */
export function useTermRules() {
  const { t } = useTranslation();
  const missing = (value: string): string | null => (value.trim() === '' ? t('commitments.missing') : null);
  const day = (value: string): string | null =>
    missing(value) ?? (isDay(value) ? null : t('ui.day.unreadable', { form: t('ui.day.form') }));
  const until = (value: string, indefinite: boolean, from: string | null): string | null => {
    if (indefinite) return null;
    return day(value) ?? (from !== null && value < from ? t('commitments.endsTooEarly') : null);
  };
  return { missing, day, until };
}

interface TermsFieldsProps {
  // As a form of Mantine gives what belongs to an input.
  readonly input: (field: keyof TermValues, options?: { type: 'checkbox' }) => object;
  readonly indefinite: boolean;
  /** Beside the last day. */
  readonly children?: ReactNode;
}

/** The terms of a commitment as fields of a form. */
export function TermsFields({ input, indefinite, children }: TermsFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="pair">
        {children}
        {!indefinite && <DayInput label={t('commitments.until')} {...input('until')} />}
      </div>
      <Checkbox label={t('commitments.keepIndefinitely')} {...input('indefinite', { type: 'checkbox' })} />
      <div className="pair">
        <TextInput
          label={t('commitments.policy')}
          description={t('commitments.policyText')}
          required
          maxLength={2000}
          {...input('policy')}
        />
        <TextInput
          label={t('commitments.condition')}
          description={t('commitments.conditionText')}
          maxLength={2000}
          {...input('condition')}
        />
      </div>
    </>
  );
}
