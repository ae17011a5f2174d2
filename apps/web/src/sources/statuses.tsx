import { TagsInput, type TagsInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const STATUSES = ['missing', 'onOrder', 'withdrawn'] as const;

/** Which status of a copy means that it is not there, not yet owned, or owned no longer. */
export function Statuses({ input }: { readonly input: (name: (typeof STATUSES)[number]) => TagsInputProps }) {
  const { t } = useTranslation();
  return (
    <fieldset className="plain-fieldset stack">
      <legend>{t('sources.statuses')}</legend>
      {STATUSES.map((name) => (
        <TagsInput
          key={name}
          label={t(`sources.${name}`)}
          description={t(`sources.${name}Text`)}
          placeholder={t('sources.tagsHint')}
          acceptValueOnBlur
          {...input(name)}
        />
      ))}
    </fieldset>
  );
}
