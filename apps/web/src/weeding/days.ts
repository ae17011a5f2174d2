import { addDays } from '#libs/kernel';
import { useTranslation } from 'react-i18next';
import { isDay } from '../ui/day-text.ts';
import { today } from '../ui/today.ts';

/** Days that others usually get to take something over. */
const USUAL_DAYS = 28;

export function fourWeeksOn(): string {
  return addDays(today(), USUAL_DAYS);
}

/** Says what is wrong with a last day for others; nothing when it is well. */
export function useDayRule(): (value: string) => string | null {
  const { t } = useTranslation();
  return (value) => {
    if (value === '') return t('weeding.dayMissing');
    if (!isDay(value)) return t('ui.day.unreadable', { form: t('ui.day.form') });
    return value < today() ? t('weeding.dayPast') : null;
  };
}
