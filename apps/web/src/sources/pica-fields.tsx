import { TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from './mapping-rows.tsx';
import type { MappingValues } from './mapping-values.ts';
import { SchemeChoice } from './scheme-choice.tsx';
import { Statuses } from './statuses.tsx';

/** Whose copies count in PICA+ of this source, and where they say what. */
export function PicaFields({ form }: { readonly form: UseFormReturnType<MappingValues> }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <TagsInput
        label={t('sources.libraries')}
        description={t('sources.librariesText')}
        placeholder={t('sources.tagsHint')}
        acceptValueOnBlur
        {...form.getInputProps('pica.libraries')}
      />
      <div className="trio">
        <TextInput label={t('sources.picaBranch')} {...form.getInputProps('pica.branch')} />
        <TextInput label={t('sources.picaShelfMark')} {...form.getInputProps('pica.shelfMark')} />
        <TextInput label={t('sources.picaStatus')} {...form.getInputProps('pica.status')} />
        <TextInput label={t('sources.picaCondition')} {...form.getInputProps('pica.condition')} />
      </div>
      <Statuses input={(name) => form.getInputProps(`pica.${name}`)} />
      <Rows
        text={t('sources.picaSchemes')}
        add={t('sources.addPicaScheme')}
        onAdd={() => form.insertListItem('pica.classifications', { id: randomId(), field: '', scheme: '' })}
      >
        {form.values.pica.classifications.map(({ id, field }, place) => (
          <Row key={id} what={field} onRemove={() => form.removeListItem('pica.classifications', place)}>
            <TextInput
              label={t('sources.field')}
              maxLength={7}
              {...form.getInputProps(`pica.classifications.${place}.field`)}
            />
            <SchemeChoice {...form.getInputProps(`pica.classifications.${place}.scheme`)} />
          </Row>
        ))}
      </Rows>
    </div>
  );
}
