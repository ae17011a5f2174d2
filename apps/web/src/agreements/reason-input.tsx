import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ReasonInputProps {
  readonly value: string;
  readonly error: ReactNode;
  readonly onChange: (value: string) => void;
}

/** Takes why something is done; the history of the agreement keeps it. */
export function ReasonInput({ value, error, onChange }: ReasonInputProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('agreements.reason')}
      description={t('agreements.reasonHint')}
      required
      autosize
      minRows={3}
      maxLength={2000}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
