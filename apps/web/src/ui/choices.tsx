import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { participantsQuery, profilesQuery } from '../api/agreements.ts';
import { useFormat } from './format.ts';

export interface Choice {
  readonly value: string;
  readonly choose: (value: string) => void;
}

/** Narrows a list down to one participant. */
export function ParticipantChoice({ value, choose, label }: Choice & { readonly label?: string }) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  return (
    <NativeSelect
      label={label ?? t('ui.participant')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('ui.allParticipants') },
        ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
      ]}
    />
  );
}

/** Narrows a list down to one profile. */
export function ProfileChoice({ value, choose }: Choice) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  return (
    <NativeSelect
      label={t('agreements.profile')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('agreements.allProfiles') },
        ...(profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
      ]}
    />
  );
}
