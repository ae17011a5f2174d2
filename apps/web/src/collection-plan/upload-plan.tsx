import { Alert, Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { draftCollectionPlan } from '../api/coverage.ts';
import { problemOf } from '../api/problem.ts';
import { lineOf, toldPlace } from '../refusals/place.ts';
import { toldOfDetail } from '../refusals/told.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { textOf } from '../ui/text-of.ts';
import { BeginWith } from './begin-with.tsx';

/** Writes the text of a plan, from another version or a file, and brings it in as a draft; every mistake is shown with its line. */
export function UploadPlan() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  /** What was put there, and nobody changed. */
  const [put, setPut] = useState('');
  const [missing, setMissing] = useState(false);
  const reading = useMutation({
    mutationFn: draftCollectionPlan,
    onSuccess: async ({ code, version }) => {
      notifications.show({ color: 'ink', message: t('collectionPlan.drafted') });
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/collectieplan/${code}/${version}`);
    },
  });
  const fill = (whole: string): void => {
    setText(whole);
    setPut(whole);
  };
  const read = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() !== '') reading.mutate(text);
  };
  return (
    <Panel title={t('collectionPlan.upload')}>
      <form className="stack" onSubmit={read} noValidate>
        <p>{t('collectionPlan.uploadText')}</p>
        <ChooseFile
          label={t('collectionPlan.chooseFile')}
          accept=".yaml,.yml,.csv,.txt,text/yaml,text/csv"
          choose={(file) => void textOf(file).then(fill)}
        />
        <BeginWith written={text.trim() !== '' && text !== put} begin={fill} />
        <Textarea
          label={t('collectionPlan.orPaste')}
          autosize
          minRows={6}
          maxRows={20}
          classNames={{ input: 'mono' }}
          value={text}
          error={missing && text.trim() === '' ? t('collectionPlan.empty') : null}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
        />
        {reading.error !== null && <Mistakes error={reading.error} text={text} />}
        <div className="row end">
          <Button type="submit" loading={reading.isPending}>
            {t('collectionPlan.read')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** The mistakes in a plan from its first line to its last, each under the line that it is about. */
function Mistakes({ error, text }: { error: unknown; text: string }) {
  const { t, i18n } = useTranslation();
  const { details } = problemOf(error);
  if (details.length === 0) return <ProblemNote error={error} />;
  const lines = text.split('\n');
  const inOrder = details.toSorted((one, other) => (lineOf(one.at) ?? 0) - (lineOf(other.at) ?? 0));
  return (
    <Alert color="brick" role="alert" title={t('collectionPlan.mistakes', { count: details.length })}>
      <p>{t('collectionPlan.mistakesText')}</p>
      <ol className="mistakes">
        {inOrder.map((detail) => {
          const line = lineOf(detail.at);
          return (
            <li key={`${detail.at} ${detail.message}`}>
              <strong>{toldPlace(detail.at, i18n.language)}</strong>
              {line !== undefined && <code className="mistake-line">{lines[line - 1]}</code>}
              <span>{toldOfDetail(detail, i18n.language)}</span>
            </li>
          );
        })}
      </ol>
    </Alert>
  );
}
