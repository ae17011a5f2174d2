import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionPlan, Localised } from '../api/coverage.ts';
import type { ListDetails, ReferenceList } from '../api/reference-lists.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { useFormat } from '../ui/format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { CODE } from './code.ts';
import { MeasuredProfiles } from './measured-profiles.tsx';
import { NETWORK } from './use-reference-names.ts';

interface Values {
  /** The code of a list that is there; empty for another. */
  readonly list: string;
  readonly code: string;
  readonly nl: string;
  readonly en: string;
  readonly mode: 'replace' | 'add';
  readonly profiles: readonly string[];
  readonly file: File | null;
}

interface ListFormProps {
  readonly plan: CollectionPlan;
  readonly lists: readonly ReferenceList[];
  readonly busy: boolean;
  /** Why it was not taken. */
  readonly error: Error | null;
  readonly make: (filled: ListDetails & { code: string; file: File }) => void;
  /** Another file is chosen. */
  readonly change: () => void;
}

/** Asks which list it is about, what is measured against it, and for the file with its titles. */
export function ListForm({ plan, lists, busy, error, make, change }: ListFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const choosing = useRef<HTMLButtonElement>(null);
  const form = useForm<Values>({
    initialValues: { list: '', code: '', nl: '', en: '', mode: 'replace', profiles: [], file: null },
    validate: {
      code: (code, { list }) => (list === '' ? wrongIn(code.trim()) : null),
      nl: (nl, { list }) => (list === '' && nl.trim() === '' ? t('referenceList.nameMissing') : null),
      file: (file) => (file === null ? t('referenceList.fileMissing') : null),
    },
  });
  const wrongIn = (code: string): string | null => {
    if (code === '') return t('referenceList.codeMissing');
    if (!CODE.test(code)) return t('referenceList.codeWrong');
    if (code === NETWORK) return t('referenceList.codeNetwork');
    return lists.some((it) => it.code === code) ? t('referenceList.codeTaken') : null;
  };
  const send = form.onSubmit(({ file, ...said }) => {
    if (file !== null) make({ ...detailsIn(said), file });
  });
  const { list, mode, profiles, file } = form.values;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    const { currentTarget: fields } = event;
    send(event);
    // What is wrong is marked by then.
    setTimeout(() => {
      const wrong = fields.querySelector<HTMLElement>('[aria-invalid="true"]');
      (wrong ?? (file === null ? choosing.current : null))?.focus();
    });
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <h3>{t('referenceList.load')}</h3>
      <p>{t('referenceList.loadText')}</p>
      {lists.length > 0 && (
        <NativeSelect
          label={t('referenceList.which')}
          value={list}
          data={[
            { value: '', label: t('referenceList.new') },
            ...lists.map(({ code, name }) => ({ value: code, label: format.name(name) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            form.setValues({ list: value, profiles: lists.find(({ code }) => code === value)?.profiles ?? [] })
          }
        />
      )}
      {list === '' ? (
        <div className="trio">
          <TextInput label={t('referenceList.nameNl')} required maxLength={200} {...form.getInputProps('nl')} />
          <TextInput label={t('referenceList.nameEn')} maxLength={200} {...form.getInputProps('en')} />
          <TextInput
            label={t('referenceList.code')}
            description={t('referenceList.codeText')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('code')}
          />
        </div>
      ) : (
        <Radio.Group
          label={t('referenceList.mode')}
          value={mode}
          onChange={(value) => form.setFieldValue('mode', value)}
        >
          <div className="choices">
            <Radio value="replace" label={t('referenceList.replace')} description={t('referenceList.replaceText')} />
            <Radio value="add" label={t('referenceList.add')} description={t('referenceList.addText')} />
          </div>
        </Radio.Group>
      )}
      <MeasuredProfiles
        plan={plan}
        list={list}
        chosen={profiles}
        choose={(chosen) => form.setFieldValue('profiles', chosen)}
      />
      <div className="row">
        <ChooseFile
          label={t('referenceList.file')}
          accept=".csv,.txt,text/csv,text/plain"
          button={choosing}
          choose={(chosen) => {
            change();
            form.setFieldValue('file', chosen);
          }}
        />
        <span aria-live="polite">{file !== null && t('referenceList.chosenFile', { name: file.name })}</span>
      </div>
      {form.errors['file'] !== undefined && (
        <p className="field-error" role="alert">
          {form.errors['file']}
        </p>
      )}
      {error !== null && <ProblemNote error={error} />}
      <div className="row end">
        <Button type="submit" loading={busy}>
          {t('referenceList.make')}
        </Button>
      </div>
    </form>
  );
}

function detailsIn({ list, code, nl, en, mode, profiles }: Omit<Values, 'file'>): ListDetails & { code: string } {
  return list === ''
    ? { code: code.trim(), name: nameIn(nl.trim(), en.trim()), profiles, add: false }
    : { code: list, name: null, profiles, add: mode === 'add' };
}

function nameIn(nl: string, en: string): Localised {
  return en === '' ? { nl } : { nl, en };
}
