import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTestPipe, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { DeliveryMode } from '../api/holdings.ts';
import { upload } from '../api/upload.ts';
import { useActingFor } from '../shell/acting.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { FileDrop } from './file-drop.tsx';
import { handedOver } from './handed-over.ts';
import { Sending } from './sending.tsx';
import { useUpload } from './use-upload.ts';

interface Values {
  readonly file: File | null;
  readonly mode: DeliveryMode;
  /** `null` as long as nothing was typed. */
  readonly source: string | null;
  readonly asOf: string;
  readonly shared: boolean;
}

const FIRST_SOURCE = 'catalogue';

interface DeliveryFormProps {
  readonly participant: string;
  /** What the participant called the source the time before; the same name replaces the same data. */
  readonly sourceBefore: string | undefined;
}

/** What is delivered: the file, what is in it, where it comes from and of which day it is. */
export function DeliveryForm({ participant, sourceBefore = FIRST_SOURCE }: DeliveryFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const sending = useUpload(upload);
  const handed = handedOver(useLocation().state);
  const form = useForm<Values>({
    initialValues: { file: handed.file, mode: 'full', source: handed.source, asOf: today(), shared: false },
    validate: {
      file: (file) => (file === null ? t('imports.fileMissing') : null),
      source: (source) => (source?.trim() === '' ? t('imports.sourceMissing') : null),
      asOf: (asOf) => (!isDay(asOf) || asOf > today() ? t('imports.asOfMissing') : null),
    },
  });

  const forOthers = useActingFor().length > 1;
  const send = async ({ file, mode, source, asOf, shared }: Values): Promise<void> => {
    if (file === null) return;
    const divided = forOthers && shared && mode !== 'deletions';
    const named = (source ?? sourceBefore).trim();
    const run = await sending.send({ participant, file, mode, source: named, asOf, shared: divided });
    if (run === null) return;
    form.reset();
    client.setQueryData(['imports', 'one', run.id], run);
    await client.invalidateQueries({ queryKey: ['imports', 'list'] });
    await navigate(`/bezit/${run.id}`);
  };

  if (sending.progress !== null) return <Sending {...sending.progress} stop={sending.stop} />;
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit((values) => void send(values))}>
      <FileDrop
        file={form.values.file}
        onChoose={(file) => form.setFieldValue('file', file)}
        {...(typeof form.errors['file'] === 'string' && { error: form.errors['file'] })}
      />
      <Radio.Group label={t('imports.mode')} {...form.getInputProps('mode')}>
        <div className="choices">
          <Radio value="full" label={t('imports.full')} description={t('imports.fullText')} />
          <Radio value="delta" label={t('imports.delta')} description={t('imports.deltaText')} />
          <Radio value="deletions" label={t('imports.deletions')} description={t('imports.deletionsText')} />
        </div>
      </Radio.Group>
      {forOthers && form.values.mode !== 'deletions' && (
        <Checkbox
          label={t('imports.shared')}
          description={t('imports.sharedText')}
          {...form.getInputProps('shared', { type: 'checkbox' })}
        />
      )}
      <div className="pair">
        <TextInput
          label={t('imports.source')}
          description={t('imports.sourceText')}
          required
          {...form.getInputProps('source')}
          value={form.values.source ?? sourceBefore}
        />
        <DayInput label={t('imports.asOf')} description={t('imports.asOfText')} {...form.getInputProps('asOf')} />
      </div>
      {sending.error !== null && <ProblemNote error={sending.error} />}
      <div className="row between">
        <span className="dim small">
          <Term id="rejected" /> · <Term id="asOf" />
        </span>
        <div className="row">
          <Button
            variant="default"
            leftSection={<IconTestPipe size={18} aria-hidden />}
            onClick={() => {
              if (form.validateField('source').hasError || form.validateField('file').hasError) return;
              const { file, source } = form.values;
              const named = encodeURIComponent((source ?? sourceBefore).trim());
              void navigate(`/bezit/bron/${participant}/${named}`, { state: { file } });
            }}
          >
            {t('sources.tryFirst')}
          </Button>
          <Button type="submit" leftSection={<IconUpload size={18} aria-hidden />}>
            {t('imports.start')}
          </Button>
        </div>
      </div>
    </form>
  );
}
