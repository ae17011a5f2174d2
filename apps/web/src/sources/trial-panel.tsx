import { Alert, Button } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.ts';
import { type Trial, tryOut } from '../api/sources.ts';
import { failureIn } from '../holdings/failure-words.ts';
import { FileDrop } from '../holdings/file-drop.tsx';
import { Sending } from '../holdings/sending.tsx';
import { useUpload } from '../holdings/use-upload.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

interface TrialPanelProps {
  readonly participant: string;
  readonly source: string;
  readonly file: File | null;
  readonly choose: (file: File) => void;
  readonly tried: (trial: Trial | null) => void;
  /** Another number than before means that the file is to be tried out again. */
  readonly again: number;
}

/** Reads a file as a delivery would, and keeps nothing of it. */
export function TrialPanel({ participant, source, file, choose, tried, again }: TrialPanelProps) {
  const { t } = useTranslation();
  const trying = useUpload(tryOut);
  const [missing, setMissing] = useState(false);
  const run = useCallback(async (): Promise<void> => {
    setMissing(file === null);
    if (file === null) return;
    tried(null);
    tried(await trying.send({ participant, source, file }));
  }, [file, participant, source, tried, trying]);
  useAgain(again, run);
  return (
    <Panel title={t('sources.trial')}>
      {trying.progress === null ? (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <p className="dim">{t('sources.trialText')}</p>
          <FileDrop
            file={file}
            onChoose={choose}
            {...(missing && file === null && { error: t('imports.fileMissing') })}
          />
          {trying.error !== null && <Unread error={trying.error} />}
          <div className="row end">
            <Button type="submit" leftSection={<IconTestPipe size={18} aria-hidden />}>
              {t('sources.try')}
            </Button>
          </div>
        </form>
      ) : (
        <Sending {...trying.progress} stop={trying.stop} />
      )}
    </Panel>
  );
}

/** Runs once for each number that comes after 0. */
function useAgain(again: number, run: () => Promise<void>): void {
  const done = useRef(0);
  useEffect(() => {
    if (again === done.current) return;
    done.current = again;
    void run();
  }, [again, run]);
}

/** Why the whole file could not be read. */
function Unread({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation();
  const { code, message } = problemOf(error);
  const { words } = failureIn(i18n.language, { failure: code, reason: message });
  if (words === null) return <ProblemNote error={error} />;
  return (
    <Alert color="brick" title={t('sources.failed')} role="alert">
      <p>{words}</p>
      <p lang="en" className="small">
        {message}
      </p>
    </Alert>
  );
}
