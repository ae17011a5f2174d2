import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportOutcome, sendCommitments } from '../api/commitments.ts';
import { FileDrop } from '../holdings/file-drop.tsx';
import { Sending } from '../holdings/sending.tsx';
import { useUpload } from '../holdings/use-upload.ts';
import { Rejects } from '../refusals/rejects.tsx';
import { ActingChoice } from '../shell/acting.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

/** Takes over a file of commitments; what is rejected is given back to be mended and sent again. */
export function ImportPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useUpload(sendCommitments);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const send = async (): Promise<void> => {
    setTried(true);
    if (file === null || participant === '') return;
    setOutcome(null);
    const came = await sending.send({ participant, file });
    if (came === null) return;
    setOutcome(came);
    setFile(null);
    setTried(false);
    await client.invalidateQueries({ queryKey: ['commitments'] });
  };
  return (
    <Panel title={t('commitments.import')}>
      {sending.progress === null ? (
        <div className="stack">
          <p>{t('commitments.importText')}</p>
          <ActingChoice
            required
            nobody={t('agreements.choose')}
            error={tried && participant === '' ? t('ui.inNameOfMissing') : null}
          />
          <FileDrop
            file={file}
            formats={t('commitments.formats')}
            onChoose={setFile}
            {...(tried && file === null && { error: t('commitments.fileMissing') })}
          />
          {sending.error !== null && <ProblemNote error={sending.error} />}
          <div className="row end">
            <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => void send()}>
              {t('commitments.send')}
            </Button>
          </div>
          {outcome !== null && <Outcome outcome={outcome} />}
        </div>
      ) : (
        <Sending {...sending.progress} stop={sending.stop} />
      )}
    </Panel>
  );
}

function Outcome({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = [
    ['made', outcome.made],
    ['changed', outcome.changed],
    ['unchanged', outcome.unchanged],
    ['others', outcome.others],
    ['rejected', outcome.rejectedCount],
  ] as const;
  return (
    <output className="block">
      <dl className="counts">
        {counts.map(([name, value]) => (
          <div key={name} className={name === 'rejected' && value > 0 ? 'counts-warn' : ''}>
            <dt>{t(`commitments.outcome.${name}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      {outcome.rejectedCount > 0 && (
        <Rejects
          of={outcome}
          title={t('commitments.rejected', { count: outcome.rejectedCount })}
          text={t('commitments.rejectedText')}
          download={t('commitments.mend')}
        />
      )}
    </output>
  );
}
