import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MATERIALS, SCHEMES, type Sought } from '../api/titles.ts';
import { ParticipantChoice } from '../ui/choices.tsx';
import { LANGUAGES, useLanguageName } from './language-names.ts';
import { useTyped } from './use-typed.ts';

interface NarrowDownProps {
  readonly sought: Sought;
  readonly narrowed: boolean;
  readonly seek: (changed: Partial<Sought>) => void;
  readonly clear: () => void;
}

/** Narrows the answer down; each choice is carried out at once, a notation when it is sent or left. */
export function NarrowDown({ sought, narrowed, seek, clear }: NarrowDownProps) {
  const { t } = useTranslation();
  const languageName = useLanguageName();
  const [notation, setNotation] = useTyped(sought.notation);
  const languages = [...new Set([...LANGUAGES, ...(sought.language === '' ? [] : [sought.language])])];
  const seekNotation = (): void => {
    if (notation.trim() !== sought.notation) seek({ notation: notation.trim() });
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    seekNotation();
  };
  return (
    <form className="filters filters-tight" aria-label={t('search.narrow')} noValidate onSubmit={send}>
      <NativeSelect
        label={t('search.scheme')}
        value={sought.scheme}
        onChange={(event) => seek({ scheme: event.currentTarget.value, notation: notation.trim() })}
        data={SCHEMES.map((scheme) => ({ value: scheme, label: scheme.toUpperCase() }))}
      />
      <TextInput
        label={t('search.notation')}
        value={notation}
        maxLength={100}
        onChange={(event) => setNotation(event.currentTarget.value)}
        onBlur={seekNotation}
      />
      <NativeSelect
        label={t('search.material')}
        value={sought.material}
        onChange={(event) => seek({ material: event.currentTarget.value })}
        data={[
          { value: '', label: t('search.allMaterials') },
          ...MATERIALS.map((material) => ({ value: material, label: t(`collectionPlan.materials.${material}`) })),
        ]}
      />
      <NativeSelect
        label={t('search.language')}
        value={sought.language}
        onChange={(event) => seek({ language: event.currentTarget.value })}
        data={[
          { value: '', label: t('search.allLanguages') },
          ...languages.map((language) => ({ value: language, label: languageName(language) })),
        ]}
      />
      <ParticipantChoice label={t('search.holder')} value={sought.holder} choose={(holder) => seek({ holder })} />
      {narrowed && (
        <Button
          className="clear"
          variant="subtle"
          type="button"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={clear}
        >
          {t('search.clear')}
        </Button>
      )}
    </form>
  );
}
