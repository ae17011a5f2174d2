import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useTyped } from './use-typed.ts';

interface SearchFormProps {
  readonly sought: string;
  readonly seek: (q: string) => void;
}

/** The one box for whatever is sought. */
export function SearchForm({ sought, seek }: SearchFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useTyped(sought);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    seek(typed.trim());
  };
  return (
    <search>
      <form className="search-form" noValidate onSubmit={send}>
        <TextInput
          type="search"
          size="md"
          label={t('search.box')}
          description={t('search.boxHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="md">
          {t('search.start')}
        </Button>
      </form>
    </search>
  );
}
