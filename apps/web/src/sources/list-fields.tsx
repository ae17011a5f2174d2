import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { COLUMNS } from '../api/sources.ts';
import { Row, Rows } from './mapping-rows.tsx';
import type { MappingValues } from './mapping-values.ts';
import { Statuses } from './statuses.tsx';

interface ListFieldsProps {
  readonly form: UseFormReturnType<MappingValues>;
  /** Columns of the file that was tried out which nothing is read from. */
  readonly unread: readonly string[];
}

/** What columns mean whose name says nothing to us. */
export function ListFields({ form, unread }: ListFieldsProps) {
  const { t } = useTranslation();
  const { columns } = form.values;
  const left = unread.filter((field) => !columns.some(({ name }) => name.trim() === field.trim()));
  const add = (name: string): void => form.insertListItem('columns', { id: randomId(), name, column: '' });
  return (
    <div className="stack">
      <Rows text={t('sources.columnsText')} add={t('sources.addColumn')} onAdd={() => add('')}>
        {left.length > 0 && (
          <p className="row">
            <span>{t('sources.unread')}</span>
            {left.map((field) => (
              <Button
                key={field}
                variant="light"
                size="xs"
                aria-label={t('sources.assign', { field })}
                onClick={() => add(field)}
              >
                {field}
              </Button>
            ))}
          </p>
        )}
        {columns.map(({ id, name }, place) => (
          <Row key={id} what={name} onRemove={() => form.removeListItem('columns', place)}>
            <TextInput label={t('sources.column')} maxLength={100} {...form.getInputProps(`columns.${place}.name`)} />
            <NativeSelect
              label={t('sources.meansColumn')}
              {...form.getInputProps(`columns.${place}.column`)}
              data={[
                { value: '', label: t('agreements.choose') },
                ...COLUMNS.map((value) => ({ value, label: t(`sources.meaning.${value}`) })),
              ]}
            />
          </Row>
        ))}
      </Rows>
      <Statuses input={form.getInputProps} />
    </div>
  );
}
