import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatsOf, isUnderWay, type Run, runQuery } from '../api/holdings.ts';
import { useActingFor } from '../shell/acting.tsx';
import { useNames } from '../shell/session.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { failureIn } from './failure-words.ts';
import { Rejects, Warnings } from './rejects.tsx';
import { RunParts } from './run-parts.tsx';
import { RunDecision } from './run-decision.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunStateMark } from './run-state.tsx';
import { RunUndo } from './run-undo.tsx';

/** One delivery: how far it is, what came of it, and what could not be taken in. */
export default function RunPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const run = useQuery({
    ...runQuery(id),
    refetchInterval: ({ state }) => (state.data && isWatched(state.data) ? 5_000 : false),
  });
  return (
    <Page
      title={run.data === undefined ? t('imports.title') : called(run.data, t('imports.undoOf'))}
      back={{ to: '/bezit', label: t('imports.back') }}
      lead={run.data && <By run={run.data} />}
      actions={run.data?.undoable === true && <Undo run={run.data} />}
    >
      <Loaded query={run} rows={8}>
        {(data) => <Delivery run={data} />}
      </Loaded>
    </Page>
  );
}

/** A shared file is not done for its reader as long as one of its parts is not. */
function isWatched(run: Run): boolean {
  return isUnderWay(run) || run.parts.some(isUnderWay);
}

/** A run is called after its file; what undoes another has none. */
function called({ mode, filename, source }: Run, undoOf: string): string {
  return mode === 'undo' ? `${undoOf} ${source}` : (filename ?? source);
}

function By({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (
    <>
      {t('imports.by', { participant: name(run.participant) })}, {format.moment(run.receivedAt)}{' '}
      <RunStateMark state={run.state} />
    </>
  );
}

function Delivery({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mine = useIsOwn(run);
  const formatsIn = (written: string): string =>
    formatsOf(written)
      .map((it) => t(`imports.formatName.${it}`))
      .join(', ');
  const counts = [
    ['records', run.records],
    ['rejected', run.rejected],
    ['added', run.added],
    ['changed', run.changed],
    ['removed', run.removed],
    ['unchanged', run.unchanged],
  ] as const;
  return (
    <>
      <Outcome run={run} />
      {isUnderWay(run) && run.state !== 'held' && (
        <Panel title={t('imports.progress')}>
          <RunProgress run={run} />
        </Panel>
      )}
      <Undone run={run} />
      <PartOf run={run} />
      <RunParts run={run} />
      {mine && <RunDecision run={run} />}
      <dl className="counts">
        {counts.map(([name, value]) => (
          <div key={name} className={name === 'rejected' && value > 0 ? 'counts-warn' : ''}>
            <dt>{name === 'rejected' ? <Term id="rejected">{t('imports.rejected')}</Term> : t(`imports.${name}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      <Facts
        items={[
          ...(run.mode === 'undo' ? [] : [[t('imports.mode'), t(`imports.${run.mode}`)] as const]),
          [t('imports.source'), run.source],
          [t('imports.asOf'), format.day(run.asOf)],
          ...(run.format === null ? [] : [[t('imports.format'), formatsIn(run.format)] as const]),
          [t('imports.received'), format.moment(run.receivedAt)],
          [t('imports.finished'), format.moment(run.finishedAt)],
        ]}
      />
      <Rejects run={run} />
      <Warnings run={run} />
    </>
  );
}

function useIsOwn(run: Run): boolean {
  return useActingFor().includes(run.participant);
}

function Undo({ run }: { run: Run }) {
  return useIsOwn(run) ? <RunUndo run={run} /> : null;
}

/** The way to the run that undid this one, and back. */
function Undone({ run: { undoes, undoneBy } }: { run: Run }) {
  const { t } = useTranslation();
  const other = undoes ?? undoneBy;
  if (other === null) return null;
  return (
    <p className="notice">
      {t(undoes === null ? 'imports.undone' : 'imports.undoing')}{' '}
      <Link to={`/bezit/${other}`}>{t('imports.undoLink')}</Link>
    </p>
  );
}

/** The way from a part to the file that it is of. */
function PartOf({ run: { partOf } }: { run: Run }) {
  const { t } = useTranslation();
  if (partOf === null) return null;
  return (
    <p className="notice">
      {t('imports.partOf')} <Link to={`/bezit/${partOf}`}>{t('imports.partOfLink')}</Link>
    </p>
  );
}

function Outcome({ run }: { run: Run }) {
  const { t, i18n } = useTranslation();
  const { words, original } = failureIn(i18n.language, run);
  if (run.state === 'failed') {
    return (
      <Alert color="brick" title={t('imports.failed')} role="alert" className="notice">
        {words !== null && <p>{words}</p>}
        {original !== null && (
          <p lang="en" className={words === null ? '' : 'small'}>
            {original}
          </p>
        )}
        <p>{t('imports.failedText')}</p>
      </Alert>
    );
  }
  if (run.state === 'cancelled') return <p className="notice">{t('imports.cancelledText')}</p>;
  if (run.state !== 'done') return null;
  const nothing = run.added + run.changed + run.removed === 0;
  const said = run.shared ? 'imports.doneShared' : nothing ? 'imports.doneNothing' : 'imports.doneText';
  return (
    <Alert color="ink" className="notice">
      <output>{t(said)}</output>
    </Alert>
  );
}
