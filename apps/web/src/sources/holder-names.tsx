import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useActingFor } from '../shell/acting.tsx';
import { useNames } from '../shell/session.tsx';
import { Row, Rows } from './mapping-rows.tsx';
import type { MappingValues } from './mapping-values.ts';

/** What a file that speaks for several libraries calls each of them. */
export function HolderNames({ form }: { readonly form: UseFormReturnType<MappingValues> }) {
  const { t } = useTranslation();
  const name = useNames();
  const actingFor = useActingFor();
  const { holders } = form.values;
  // One that was named before stays to be chosen, whoever looks.
  const known = [...new Set([...actingFor, ...holders.map(({ isil }) => isil).filter((it) => it !== '')])];
  return (
    <Rows
      text={t('sources.holdersText')}
      add={t('sources.addHolder')}
      onAdd={() => form.insertListItem('holders', { id: randomId(), name: '', isil: '' })}
    >
      {holders.map(({ id, name: called }, place) => (
        <Row key={id} what={called} onRemove={() => form.removeListItem('holders', place)}>
          <TextInput label={t('sources.called')} maxLength={100} {...form.getInputProps(`holders.${place}.name`)} />
          <NativeSelect
            label={t('ui.participant')}
            {...form.getInputProps(`holders.${place}.isil`)}
            data={[
              { value: '', label: t('agreements.choose') },
              ...known.map((isil) => ({ value: isil, label: name(isil) })),
            ]}
          />
        </Row>
      ))}
    </Rows>
  );
}
