import { Alert, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelRun, confirmRun, isCancellable, type Run } from '../api/holdings.ts';
import { useNames } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';

/** What whoever delivered it can decide: go on with a run that waits, or stop it. */
export function RunDecision({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const client = useQueryClient();
  const [confirming, confirm] = useDisclosure(false);
  const [stopping, stop] = useDisclosure(false);
  const settled = async (changed: Run): Promise<void> => {
    confirm.close();
    stop.close();
    client.setQueryData(['imports', 'one', run.id], changed);
    await client.invalidateQueries({ queryKey: ['imports'] });
  };
  const confirmation = useMutation({ mutationFn: () => confirmRun(run.id), onSuccess: settled });
  const cancellation = useMutation({ mutationFn: () => cancelRun(run.id), onSuccess: settled });
  if (!isCancellable(run)) return null;
  const { removes, of } = run.held ?? { removes: 0, of: 0 };
  const numbers = {
    removes: format.number(removes),
    of: format.number(of),
    share: format.share(of === 0 ? 0 : removes / of),
    participant: name(run.participant),
  };
  const stopButton = (
    <Button variant="default" onClick={stop.open}>
      {t('imports.cancelRun')}
    </Button>
  );
  return (
    <>
      {run.state === 'held' ? (
        <Alert color="ochre" title={t('imports.held')} icon={<IconHandStop aria-hidden />} className="notice">
          <p>{t('imports.heldText', numbers)}</p>
          <div className="row">
            <Button onClick={confirm.open}>{t('imports.confirm')}</Button>
            {stopButton}
          </div>
        </Alert>
      ) : (
        <div className="notice">{stopButton}</div>
      )}
      <Confirm
        opened={confirming}
        title={t('imports.confirmTitle')}
        confirm={t('imports.confirm')}
        danger
        busy={confirmation.isPending}
        error={confirmation.error}
        onConfirm={() => confirmation.mutate()}
        onClose={confirm.close}
      >
        <p>{t('imports.confirmText', numbers)}</p>
      </Confirm>
      <Confirm
        opened={stopping}
        title={t('imports.cancelTitle')}
        confirm={t('imports.cancelRun')}
        cancel={t('imports.keepGoing')}
        danger
        busy={cancellation.isPending}
        error={cancellation.error}
        onConfirm={() => cancellation.mutate()}
        onClose={stop.close}
      >
        <p>{t('imports.cancelText')}</p>
      </Confirm>
    </>
  );
}
