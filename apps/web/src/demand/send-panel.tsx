import { Button, NativeSelect } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { type LoanRequestOutcome, sendLoanRequests } from '../api/loan-requests.ts';
import { FileDrop } from '../holdings/file-drop.tsx';
import { Sending } from '../holdings/sending.tsx';
import { useUpload } from '../holdings/use-upload.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Outcome } from './outcome.tsx';

/** Takes over a file of loan requests and says what came of it. */
export function SendPanel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useUpload(sendLoanRequests);
  const [file, setFile] = useState<File | null>(null);
  const [participant, setParticipant] = useState('');
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<LoanRequestOutcome | null>(null);
  const send = async (): Promise<void> => {
    setMissing(file === null);
    if (file === null) return;
    setOutcome(null);
    const came = await sending.send({ participant, file });
    if (came === null) return;
    setOutcome(came);
    setFile(null);
    await client.invalidateQueries({ queryKey: ['loan-requests', 'deliveries'] });
    await client.invalidateQueries({ queryKey: ['purchase-checks'] });
  };
  return (
    <Panel title={t('demand.send')}>
      {sending.progress === null ? (
        <div className="stack">
          <p>{t('demand.sendText')}</p>
          <FileDrop
            file={file}
            formats={t('demand.formats')}
            onChoose={(chosen) => {
              setFile(chosen);
              setMissing(false);
            }}
            {...(missing && { error: t('demand.fileMissing') })}
          />
          <Requester value={participant} choose={setParticipant} />
          {sending.error !== null && <ProblemNote error={sending.error} />}
          <div className="row between">
            <span className="dim small">{t('demand.again')}</span>
            <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => void send()}>
              {t('demand.start')}
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

function Requester({ value, choose }: { value: string; choose: (value: string) => void }) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  return (
    <NativeSelect
      label={t('demand.participant')}
      description={t('demand.participantText')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('demand.everyLine') },
        ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
      ]}
    />
  );
}
