import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProfileName } from '../agreements/use-profile-name.ts';
import { profilesQuery } from '../api/agreements.ts';
import type { Expertise } from '../api/contacts.ts';

interface ExpertiseFieldsProps {
  readonly expertise: readonly Expertise[];
  readonly onChange: (expertise: readonly Expertise[]) => void;
}

/** The profiles that somebody knows about, each with a few words if one likes. */
export function ExpertiseFields({ expertise, onChange }: ExpertiseFieldsProps) {
  const { t } = useTranslation();
  const name = useProfileName();
  const { data: profiles } = useQuery(profilesQuery);
  const others = (profiles ?? []).filter(({ code }) => !expertise.some(({ profile }) => profile === code));
  return (
    <fieldset className="stack plain-fieldset">
      <legend>{t('contacts.expertise')}</legend>
      {expertise.map((it) => (
        <div key={it.profile} className="row between">
          <TextInput
            className="grow"
            label={name(it.profile)}
            placeholder={t('contacts.noteHint')}
            maxLength={500}
            value={it.note ?? ''}
            onChange={(event) =>
              onChange(
                expertise.map((one) =>
                  one.profile === it.profile ? { ...one, note: event.currentTarget.value } : one,
                ),
              )
            }
          />
          <ActionIcon
            variant="subtle"
            color="brick"
            size="lg"
            aria-label={t('contacts.removeProfile', { profile: name(it.profile) })}
            onClick={() => onChange(expertise.filter(({ profile }) => profile !== it.profile))}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <NativeSelect
        label={t('contacts.addProfile')}
        value=""
        onChange={(event) => onChange([...expertise, { profile: event.currentTarget.value, note: null }])}
        data={[
          { value: '', label: t('contacts.chooseProfile') },
          ...others.map(({ code }) => ({ value: code, label: name(code) })),
        ]}
      />
    </fieldset>
  );
}
