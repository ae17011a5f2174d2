import { useTranslation } from 'react-i18next';

interface Going {
  readonly code: string;
  readonly text: string;
}

/** The agreements that a list would remove. */
export function GoingList({ of }: { of: readonly Going[] }) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('agenda.goingList')}>
      {of.map(({ code, text }) => (
        <li key={code}>
          <strong>{code}</strong> {text}
        </li>
      ))}
    </ul>
  );
}
