import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type AcquisitionPlan, changePlan, decidePlan, draftPlan } from '../api/agreements.ts';
import { problemOf } from '../api/problem.ts';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { showFirstMistake } from '../ui/first-mistake.ts';
import { SAVED, UnsavedGuard } from '../ui/guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { draftOf, emptyLine, type PlanValues } from './draft.ts';
import { FoundEdits } from './found-edits.tsx';
import { LineFields } from './line-fields.tsx';
import { useRules } from './rules.ts';
import { useKeptEdits } from './use-kept-edits.ts';

interface PlanFormProps {
  readonly participant: string;
  readonly known: AcquisitionPlan | null;
  readonly initial: PlanValues;
}

/** The form of an acquisition plan: kept as a draft, or submitted at once. What is typed survives leaving the page. */
export function PlanForm({ participant, known, initial }: PlanFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [plan, setPlan] = useState(known);
  const [asked, question] = useDisclosure(false);
  const edits = useKeptEdits(plan);
  const form = useForm<PlanValues>({
    initialValues: edits.found === null || edits.outdated ? initial : edits.found.values,
    onValuesChange: edits.keep,
    validate: useRules(),
  });

  const save = useMutation({
    mutationFn: async ({ values, submit }: { values: PlanValues; submit: boolean }) => {
      const draft = draftOf(values);
      const saved = plan ? await changePlan(plan.id, plan.version, draft) : await draftPlan(participant, draft);
      edits.forget();
      setPlan(saved);
      return submit ? await decidePlan(saved, 'submit') : saved;
    },
    onSuccess: async (saved, { submit }) => {
      question.close();
      client.setQueryData(['acquisition-plans', 'one', saved.id], saved);
      notifications.show({ color: 'ink', message: t(submit ? 'plans.submitted' : 'plans.saved') });
      await navigate(`/acquisitieplannen/${saved.id}`, { state: SAVED, replace: true });
      await client.invalidateQueries({ queryKey: ['acquisition-plans', 'list'] });
    },
    onError: (error) => {
      question.close();
      form.setErrors(fieldErrors(problemOf(error).details));
    },
  });

  const keep = form.onSubmit(
    (values) => save.mutate({ values, submit: false }),
    () => showFirstMistake('form'),
  );
  const ask = (): void => {
    if (form.validate().hasErrors) showFirstMistake('form');
    else question.open();
  };

  return (
    <form className="stack wide" noValidate onSubmit={keep}>
      <UnsavedGuard dirty={edits.unkept && !save.isSuccess} />
      <FoundEdits
        edits={edits}
        restore={() => edits.found && form.setValues(edits.found.values)}
        discard={() => {
          form.setValues(initial);
          edits.forget();
        }}
      />
      <Panel title={t('plans.period')}>
        <div className="trio">
          <TextInput
            label={t('plans.name')}
            placeholder={t('plans.nameHint')}
            required
            {...form.getInputProps('name')}
          />
          <DayInput label={t('plans.from')} {...form.getInputProps('from')} />
          <DayInput label={t('plans.to')} {...form.getInputProps('to')} />
        </div>
      </Panel>
      {form.values.lines.map((line, place) => (
        <LineFields
          key={line.key}
          form={form}
          participant={participant}
          place={place}
          remove={form.values.lines.length > 1 ? () => form.removeListItem('lines', place) : null}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => form.insertListItem('lines', emptyLine())}
        >
          {t('plans.addLine')}
        </Button>
      </div>
      {save.error !== null && <ProblemNote error={save.error} />}
      <div className="form-foot">
        {!edits.unkept && <p className="dim small form-note">{t('plans.edits.note')}</p>}
        <Button type="submit" variant="default" loading={save.isPending && !asked}>
          {t('plans.saveDraft')}
        </Button>
        <Button onClick={ask}>{t('plans.submit')}</Button>
      </div>
      <Confirm
        opened={asked}
        title={t('plans.submitTitle')}
        confirm={t('plans.submit')}
        busy={save.isPending}
        onConfirm={() => save.mutate({ values: form.values, submit: true })}
        onClose={question.close}
      >
        <p>{t('plans.submitText')}</p>
      </Confirm>
    </form>
  );
}

/** The service names places as `lines[0].level`, the form as `lines.0.level`. */
function fieldErrors(details: readonly { at: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    details.map(({ at, message }) => [at.replaceAll(/\[(\d+)\]/g, '.$1').replace(/\.named\..*/, '.named'), message]),
  );
}
