import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from './mapping-rows.tsx';
import type { MappingValues } from './mapping-values.ts';
import { SchemeChoice } from './scheme-choice.tsx';
import { Statuses } from './statuses.tsx';

const NO_FIELD = { tag: '', status: '', branch: '', shelfMark: '', holder: '', condition: '' };

/** Where MARC records of this source have their copies, number and classifications. */
export function MarcFields({ form }: { readonly form: UseFormReturnType<MappingValues> }) {
  const { t } = useTranslation();
  const { copies, schemes } = form.values;
  return (
    <div className="stack">
      <Rows
        text={t('sources.copiesText')}
        add={t('sources.addCopies')}
        onAdd={() => form.insertListItem('copies', { ...NO_FIELD, id: randomId() })}
      >
        {copies.map(({ id, tag }, place) => (
          <Row key={id} what={tag} onRemove={() => form.removeListItem('copies', place)}>
            <TextInput label={t('sources.tag')} maxLength={3} {...form.getInputProps(`copies.${place}.tag`)} />
            <TextInput
              label={t('sources.statusCodes')}
              maxLength={10}
              {...form.getInputProps(`copies.${place}.status`)}
            />
            <TextInput
              label={t('sources.branchCode')}
              maxLength={1}
              {...form.getInputProps(`copies.${place}.branch`)}
            />
            <TextInput
              label={t('sources.shelfMarkCodes')}
              maxLength={10}
              {...form.getInputProps(`copies.${place}.shelfMark`)}
            />
            <TextInput
              label={t('sources.holderCode')}
              maxLength={1}
              {...form.getInputProps(`copies.${place}.holder`)}
            />
            <TextInput
              label={t('sources.conditionCode')}
              maxLength={1}
              {...form.getInputProps(`copies.${place}.condition`)}
            />
          </Row>
        ))}
      </Rows>
      <Statuses input={form.getInputProps} />
      <TextInput
        label={t('sources.localId')}
        description={t('sources.localIdText')}
        maxLength={6}
        {...form.getInputProps('localId')}
      />
      <Rows
        text={t('sources.schemesText')}
        add={t('sources.addScheme')}
        onAdd={() => form.insertListItem('schemes', { id: randomId(), code: '', scheme: '' })}
      >
        {schemes.map(({ id, code }, place) => (
          <Row key={id} what={code} onRemove={() => form.removeListItem('schemes', place)}>
            <TextInput label={t('sources.code')} maxLength={20} {...form.getInputProps(`schemes.${place}.code`)} />
            <SchemeChoice {...form.getInputProps(`schemes.${place}.scheme`)} />
          </Row>
        ))}
      </Rows>
    </div>
  );
}
