import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay, writeDay } from './day-text.ts';

interface DayInputProps {
  readonly label: string;
  readonly description?: string;
  /** A day as `YYYY-MM-DD`, or what was typed when that is none. */
  readonly value?: string;
  readonly error?: ReactNode;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  /** Where the keyboard is when a dialog opens. */
  readonly first?: boolean;
  /** May be left empty. */
  readonly optional?: boolean;
}

/** Takes a day as its reader writes it; browsers would write it as their own language does, not as the screen's. */
export function DayInput(props: DayInputProps) {
  const { label, description, value = '', error, onChange, onBlur, first = false, optional = false } = props;
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const form = t('ui.day.form');
  return (
    <TextInput
      label={label}
      description={description === undefined ? form : `${description} (${form})`}
      placeholder={form}
      required={!optional}
      data-autofocus={first || undefined}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      error={error}
      value={typed ?? writeDay(value, i18n.language)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange?.(readDay(currentTarget.value, i18n.language) ?? currentTarget.value.trim());
      }}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
}
