import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '../api/agreements.ts';
import { makeCommitment, type Promised } from '../api/commitments.ts';
import { ActingChoice } from '../shell/acting.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { UnsavedGuard } from '../ui/guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { today } from '../ui/today.ts';
import { type TermValues, TermsFields, useTermRules } from './terms-fields.tsx';

interface Values extends TermValues {
  readonly about: 'title' | 'profile';
  readonly identifier: string;
  readonly title: string;
  readonly profile: string;
  readonly from: string;
  readonly extent: string;
  readonly note: string;
}

const EMPTY: Values = {
  about: 'title',
  identifier: '',
  title: '',
  profile: '',
  from: '',
  indefinite: false,
  until: '',
  policy: '',
  condition: '',
  extent: '',
  note: '',
};

interface NewPanelProps {
  readonly participant: string;
  readonly made: () => void;
}

/** Promises to keep a title, or what the participant has of a profile. */
export function NewPanel({ participant, made }: NewPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { data: profiles } = useQuery(profilesQuery);
  const [tried, setTried] = useState(false);
  const rules = useTermRules();
  const form = useForm<Values>({
    initialValues: { ...EMPTY, from: today() },
    validate: {
      identifier: (value, { about }) => (about === 'title' ? rules.missing(value) : null),
      profile: (value, { about }) => (about === 'profile' ? rules.missing(value) : null),
      from: rules.day,
      until: (value, { indefinite, from }) => rules.until(value, indefinite, from),
      policy: rules.missing,
    },
  });
  const making = useMutation({
    mutationFn: (values: Values) => makeCommitment(promisedIn(values, participant)),
    onSuccess: async () => {
      notifications.show({ message: t('commitments.made'), color: 'ink' });
      form.reset();
      await client.invalidateQueries({ queryKey: ['commitments'] });
      made();
    },
  });
  const promise = form.onSubmit((values) => {
    if (participant !== '') making.mutate(values);
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    setTried(true);
    promise(event);
  };
  const { about, indefinite } = form.values;
  return (
    <Panel title={t('commitments.new')}>
      <form className="stack" noValidate onSubmit={submit}>
        <ActingChoice
          required
          nobody={t('agreements.choose')}
          error={tried && participant === '' ? t('ui.inNameOfMissing') : null}
        />
        <Radio.Group label={t('commitments.about')} {...form.getInputProps('about')}>
          <div className="choices">
            <Radio value="title" label={t('commitments.aboutTitle')} />
            <Radio value="profile" label={t('commitments.aboutProfile')} />
          </div>
        </Radio.Group>
        {about === 'title' ? (
          <div className="pair">
            <TextInput
              label={t('commitments.identifier')}
              description={t('commitments.identifierText')}
              required
              {...form.getInputProps('identifier')}
            />
            <TextInput
              label={t('commitments.titleOf')}
              description={t('commitments.titleOfText')}
              {...form.getInputProps('title')}
            />
          </div>
        ) : (
          <NativeSelect
            label={t('commitments.profile')}
            required
            {...form.getInputProps('profile')}
            data={[
              { value: '', label: t('commitments.choose') },
              ...(profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
            ]}
          />
        )}
        <TermsFields input={form.getInputProps} indefinite={indefinite}>
          <DayInput label={t('commitments.from')} {...form.getInputProps('from')} />
        </TermsFields>
        {about === 'title' && (
          <TextInput
            label={t('commitments.extent')}
            description={t('commitments.extentText')}
            maxLength={2000}
            {...form.getInputProps('extent')}
          />
        )}
        <Textarea label={t('commitments.note')} autosize minRows={2} maxLength={2000} {...form.getInputProps('note')} />
        {making.error !== null && <ProblemNote error={making.error} />}
        <div className="row end">
          <Button type="submit" loading={making.isPending}>
            {t('commitments.make')}
          </Button>
        </div>
      </form>
      <UnsavedGuard dirty={form.isDirty()} />
    </Panel>
  );
}

function promisedIn(values: Values, participant: string): Promised {
  const { about, identifier, title, profile, from, indefinite, until, policy, condition, extent, note } = values;
  const terms = {
    until: indefinite ? null : until,
    policy: policy.trim(),
    policyUri: null,
    condition: written(condition),
    extent: about === 'title' ? written(extent) : null,
    note: written(note),
    review: null,
  };
  return about === 'title'
    ? { participant, from, identifier: identifier.trim(), title: written(title), ...terms }
    : { participant, from, profile, ...terms };
}

function written(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
