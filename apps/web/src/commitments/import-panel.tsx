import { Alert, Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportOutcome, sendCommitments } from '../api/commitments.ts';
import { Problem } from '../api/problem.ts';
import { FileDrop } from '../holdings/file-drop.tsx';
import { Sending } from '../holdings/sending.tsx';
import { useUpload } from '../holdings/use-upload.ts';
import { told } from '../refusals/told.ts';
import { ActingChoice } from '../shell/acting.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { saveAs } from '../ui/save-as.ts';
import { TableFrame } from '../ui/table-frame.tsx';

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
      {outcome.rejectedCount > 0 && <Rejects outcome={outcome} />}
    </output>
  );
}

function Rejects({ outcome: { rejected, rejectedCount, mend } }: { outcome: ImportOutcome }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Alert color="ochre" title={t('commitments.rejected', { count: rejectedCount })} className="notice">
        <p>{t('commitments.rejectedText')}</p>
        {mend !== null && (
          <>
            {mend.partial && <p>{t('commitments.mendPartial')}</p>}
            <Button
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
              onClick={() =>
                saveAs(
                  mend.name,
                  mend.type,
                  Uint8Array.from(atob(mend.content), (it) => it.charCodeAt(0)),
                )
              }
            >
              {t('commitments.mend')}
            </Button>
          </>
        )}
      </Alert>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('commitments.place')}</th>
              <th scope="col">{t('commitments.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ place, code, message }) => {
              const words = told(new Problem(422, code, message), i18n.language);
              return (
                <tr key={`${place} ${message}`}>
                  <td>{place.replace(/^line /, t('commitments.line'))}</td>
                  <td>
                    {words}
                    <span className={words === undefined ? '' : 'block dim small'} lang="en">
                      {message}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}
