import { Button, NumberInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agreeOnCopies, copiesToKeepQuery } from '../api/withdrawals.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';

/** How many copies of each title remain in the network, as was agreed; the plan owner changes it. */
export function CopiesToKeep() {
  const { t } = useTranslation();
  const owner = useRole('plan-owner');
  const { data } = useQuery(copiesToKeepQuery);
  const [asked, question] = useDisclosure(false);
  if (data === undefined) return null;
  return (
    <div className="row notice">
      <span>{t('weeding.minimum', { count: data.copies })}</span>
      {owner && (
        <Button size="xs" variant="default" onClick={question.open}>
          {t('weeding.minimumChange')}
        </Button>
      )}
      {asked && <Question copies={data.copies} close={question.close} />}
    </div>
  );
}

function Question({ copies, close }: { copies: number; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number | string>(copies);
  const right = typeof wanted === 'number' && wanted >= 1 && wanted <= 100;
  const agreeing = useMutation({
    mutationFn: agreeOnCopies,
    onSuccess: (agreed) => {
      client.setQueryData(copiesToKeepQuery.queryKey, agreed);
      close();
    },
  });
  return (
    <Confirm
      opened
      title={t('weeding.minimumTitle')}
      confirm={t('ui.save')}
      busy={agreeing.isPending}
      error={agreeing.error}
      onConfirm={() => right && agreeing.mutate(wanted)}
      onClose={close}
    >
      <p>{t('weeding.minimumText')}</p>
      <NumberInput
        label={t('weeding.minimumLabel')}
        min={1}
        max={100}
        allowDecimal={false}
        value={wanted}
        error={right ? null : t('weeding.minimumWrong')}
        onChange={setWanted}
        data-autofocus
      />
    </Confirm>
  );
}
