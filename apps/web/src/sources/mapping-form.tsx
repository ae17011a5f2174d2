import { Button, Tabs } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeMapping, type SourceMapping, type Trial } from '../api/sources.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { HolderNames } from './holder-names.tsx';
import { ListFields } from './list-fields.tsx';
import { changesFrom, type MappingValues, valuesOf } from './mapping-values.ts';
import { MarcFields } from './marc-fields.tsx';
import { PicaFields } from './pica-fields.tsx';

const PARTS = ['lists', 'marc', 'pica', 'shared'] as const;
type Part = (typeof PARTS)[number];

interface MappingFormProps {
  readonly participant: string;
  readonly source: string;
  readonly mapping: SourceMapping;
  /** What came of the file that was tried out last. */
  readonly trial: Trial | null;
  readonly saved: () => void;
}

/** How the fields of a source are read, changed where its system differs from what is assumed. */
export function MappingForm({ participant, source, mapping, trial, saved }: MappingFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, choose] = useState<Part | null>(null);
  const [untouched, setUntouched] = useState(false);
  const rules = useRules();
  const form = useForm<MappingValues>({ initialValues: valuesOf(mapping.inForce), validate: rules });
  const saving = useMutation({
    mutationFn: (values: MappingValues) =>
      changeMapping(
        participant,
        source,
        mapping.version,
        changesFrom(values, mapping.versions[0]?.mapping ?? {}, mapping.inForce),
      ),
    onSuccess: async (changed) => {
      notifications.show({ message: t('sources.saved'), color: 'ink' });
      form.resetDirty();
      client.setQueryData(['mapping', participant, source], changed);
      await client.invalidateQueries({ queryKey: ['imports', 'sources', participant] });
      saved();
    },
  });
  const part = chosen ?? partOf(trial);
  return (
    <Panel title={t('sources.mapping')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => {
            setUntouched(!form.isDirty());
            if (form.isDirty()) saving.mutate(values);
          },
          (errors) => choose(partOfError(Object.keys(errors)[0] ?? '')),
        )}
      >
        <p className="dim">{t('sources.mappingText')}</p>
        <Tabs value={part} onChange={(to) => choose(to as Part)} keepMounted={false}>
          <Tabs.List aria-label={t('sources.mapping')} className="parts">
            {PARTS.map((it) => (
              <Tabs.Tab key={it} value={it}>
                {t(`sources.${it}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="lists">
            <ListFields form={form} unread={unreadIn(trial)} />
          </Tabs.Panel>
          <Tabs.Panel value="marc">
            <MarcFields form={form} />
          </Tabs.Panel>
          <Tabs.Panel value="pica">
            <PicaFields form={form} />
          </Tabs.Panel>
          <Tabs.Panel value="shared">
            <HolderNames form={form} />
          </Tabs.Panel>
        </Tabs>
        {saving.error !== null && <ProblemNote error={saving.error} />}
        <div className="row end">
          <output className="dim">{untouched && !form.isDirty() && t('sources.unchanged')}</output>
          <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
            {t('sources.reset')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('sources.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function useRules() {
  const { t } = useTranslation();
  const filled = (value: string): string | null => (value.trim() === '' ? t('sources.missingField') : null);
  const codes = matches(/^[a-z0-9]*$/, t('sources.codesMalformed'));
  const code = matches(/^[a-z0-9]?$/, t('sources.codesMalformed'));
  const pica = matches(/^[012]\d\d[A-Z@] \$\w$/, t('sources.picaFieldMalformed'));
  return {
    columns: { name: filled, column: filled },
    copies: {
      tag: matches(/^\d{3}$/, t('sources.tagMalformed')),
      status: codes,
      branch: code,
      shelfMark: codes,
      holder: code,
      condition: code,
    },
    localId: matches(/^(?:\d{3}(?: \$[a-z0-9])?)?$/, t('sources.marcFieldMalformed')),
    schemes: { code: filled, scheme: filled },
    holders: { name: filled, isil: filled },
    pica: {
      branch: pica,
      shelfMark: pica,
      status: pica,
      condition: (value: string) => (value.trim() === '' ? null : pica(value)),
      classifications: { field: pica, scheme: filled },
    },
  };
}

function matches(pattern: RegExp, wrong: string): (value: string) => string | null {
  return (value) => (pattern.test(value.trim()) ? null : wrong);
}

/** The part that a file of this format is read by. */
function partOf(trial: Trial | null): Part {
  if (trial?.format.includes('pica') === true) return 'pica';
  return trial?.format.includes('marc') === true ? 'marc' : 'lists';
}

function partOfError(path: string): Part {
  if (path.startsWith('pica.')) return 'pica';
  if (path.startsWith('holders.')) return 'shared';
  return path.startsWith('columns.') ? 'lists' : 'marc';
}

/** Columns of a list that are passed over. */
function unreadIn(trial: Trial | null): readonly string[] {
  const isList = trial?.format.includes('csv') === true || trial?.format.includes('xlsx') === true;
  return isList ? trial.fields.filter(({ meaning }) => meaning === null).map(({ field }) => field) : [];
}
