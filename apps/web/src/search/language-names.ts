import { useTranslation } from 'react-i18next';

/** Languages of which the network holds most, by their ISO 639-2/B code. */
export const LANGUAGES = [
  'dut',
  'eng',
  'ger',
  'fre',
  'fry',
  'spa',
  'ita',
  'por',
  'tur',
  'ara',
  'pol',
  'rus',
  'ukr',
  'chi',
  'lat',
];

/** Names languages in the reader's own; by the code where it has no name. */
export function useLanguageName(): (code: string) => string {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames(i18n.language === 'en' ? 'en-GB' : 'nl-NL', { type: 'language' });
  return (code) => (code === 'und' ? t('ui.unknown') : (names.of(code) ?? code));
}
