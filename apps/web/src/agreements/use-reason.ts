import { useTranslation } from 'react-i18next';
import type { Cause } from '../api/agreements.ts';
import { useNames } from '../shell/session.tsx';
import { isDay } from '../ui/day-text.ts';
import { useFormat } from '../ui/format.ts';

/** Says why something changed: what people wrote as they wrote it, what made the system do it in the reader's language. */
export function useReason(): (because: string, cause: Cause | null) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (because, cause) => {
    if (cause === null) return because;
    const said = (parameter: string): string => {
      const value = cause.parameters[parameter] ?? '';
      return isDay(value) ? format.day(value) : name(value);
    };
    const words = { plan: said('plan'), participant: said('participant'), survivor: said('survivor'), on: said('on') };
    return t(`agreements.cause.${cause.code}`, words);
  };
}
