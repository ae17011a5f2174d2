import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SCHEMES } from '../api/titles.ts';

/** Which classification it is. */
export function SchemeChoice(input: NativeSelectProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('sources.scheme')}
      {...input}
      data={[
        { value: '', label: t('agreements.choose') },
        ...SCHEMES.map((value) => ({ value, label: t(`sources.meaning.${value}`) })),
      ]}
    />
  );
}
