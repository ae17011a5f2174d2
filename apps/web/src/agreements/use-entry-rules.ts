import { useTranslation } from 'react-i18next';
import { isDay } from '../ui/day-text.ts';

/** What can be told to be wrong in a dialog before sending; the service has the last word. */
export function useEntryRules() {
  const { t } = useTranslation();
  return {
    day: (value: string): string | null => {
      if (value === '') return t('agreements.missing');
      return isDay(value) ? null : t('ui.day.unreadable', { form: t('ui.day.form') });
    },
    optionalDay: (value: string): string | null =>
      value === '' || isDay(value) ? null : t('ui.day.unreadable', { form: t('ui.day.form') }),
    text: (value: string): string | null => (value.trim() === '' ? t('agreements.missing') : null),
  };
}
