import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryRules } from '../agreements/use-entry-rules.ts';
import type { ParticipantKind } from '../api/agreements.ts';
import { PARTICIPANT_KINDS } from '../api/participant.ts';
import { DayInput } from '../ui/day-input.tsx';

export interface Details {
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly from: string;
}

/** What is filled in about a participant; `wrong` until it can be sent, and shown to be so once that was tried. */
export function useDetails(known: Details) {
  const rules = useEntryRules();
  const [values, setValues] = useState(known);
  const [tried, setTried] = useState(false);
  const name = rules.text(values.name);
  const from = rules.day(values.from);
  return { values, setValues, setTried, wrong: name !== null || from !== null, errors: tried ? { name, from } : {} };
}

/** The fields of what is told about a participant. */
export function DetailsFields({ values, setValues, errors }: ReturnType<typeof useDetails>) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('participants.name')}
        required
        maxLength={200}
        value={values.name}
        error={errors.name}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        data-autofocus
      />
      <NativeSelect
        label={t('participants.kind')}
        required
        value={values.kind}
        onChange={(event) => setValues({ ...values, kind: event.currentTarget.value as ParticipantKind })}
        data={PARTICIPANT_KINDS.map((kind) => ({ value: kind, label: t(`participants.kinds.${kind}`) }))}
      />
      <DayInput
        label={t('participants.from')}
        value={values.from}
        error={errors.from}
        onChange={(from) => setValues({ ...values, from })}
      />
    </>
  );
}
