import { Button, Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '../api/agreements.ts';
import { makeCommitment, type Promised } from '../api/commitments.ts';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { useFormat } from '../ui/format.ts';
import { UnsavedGuard } from '../ui/guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { today } from '../ui/today.ts';

interface Values {
  readonly about: 'title' | 'profile';
  readonly identifier: string;
  readonly title: string;
  readonly profile: string;
  readonly from: string;
  readonly indefinite: boolean;
  readonly until: string;
  readonly policy: string;
  readonly condition: string;
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
  const missing = (value: string): string | null => (value.trim() === '' ? t('commitments.missing') : null);
  const dayRule = (value: string): string | null =>
    missing(value) ?? (isDay(value) ? null : t('ui.day.unreadable', { form: t('ui.day.form') }));
  const form = useForm<Values>({
    initialValues: { ...EMPTY, from: today() },
    validate: {
      identifier: (value, { about }) => (about === 'title' ? missing(value) : null),
      profile: (value, { about }) => (about === 'profile' ? missing(value) : null),
      from: dayRule,
      until: (value, { indefinite, from }) =>
        indefinite ? null : (dayRule(value) ?? (value < from ? t('commitments.endsTooEarly') : null)),
      policy: missing,
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
  const { about, indefinite } = form.values;
  return (
    <Panel title={t('commitments.new')}>
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => making.mutate(values))}>
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
        <div className="pair">
          <DayInput label={t('commitments.from')} {...form.getInputProps('from')} />
          {!indefinite && <DayInput label={t('commitments.until')} {...form.getInputProps('until')} />}
        </div>
        <Checkbox
          label={t('commitments.keepIndefinitely')}
          {...form.getInputProps('indefinite', { type: 'checkbox' })}
        />
        <div className="pair">
          <TextInput
            label={t('commitments.policy')}
            description={t('commitments.policyText')}
            required
            maxLength={2000}
            {...form.getInputProps('policy')}
          />
          <TextInput
            label={t('commitments.condition')}
            description={t('commitments.conditionText')}
            maxLength={2000}
            {...form.getInputProps('condition')}
          />
        </div>
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
