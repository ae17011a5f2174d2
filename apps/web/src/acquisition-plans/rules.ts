import { useTranslation } from 'react-i18next';
import { isDay } from '../ui/day-text.ts';
import { type PlanValues, readNamed } from './draft.ts';

/** What can be told to be wrong before sending; the service has the last word. */
export function useRules() {
  const { t } = useTranslation();
  const dayRule = (value: string): string | null => {
    if (value === '') return t('plans.periodMissing');
    return isDay(value) ? null : t('ui.day.unreadable', { form: t('ui.day.form') });
  };
  return {
    name: (name: string) => (name.trim() === '' ? t('plans.nameMissing') : null),
    from: (from: string) => dayRule(from),
    to: (to: string, { from }: PlanValues) => dayRule(to) ?? (isDay(from) && to < from ? t('plans.periodWrong') : null),
    lines: {
      profile: (profile: string | null) => (profile === null ? t('plans.profileMissing') : null),
      level: (level: string) => (level === '' ? t('plans.levelMissing') : null),
      named: (named: string) => {
        const [mistake] = readNamed(named).mistakes;
        if (mistake === undefined) return null;
        const { line, text, lossy } = mistake;
        return t(lossy ? 'plans.namedLossy' : 'plans.namedWrong', { line, text });
      },
    },
  };
}
