import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Run, undoRun } from '../api/holdings.ts';
import { useNames } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';

/** The way back from a run that turned out to be a mistake. */
export function RunUndo({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure(false);
  const undoing = useMutation({
    mutationFn: () => undoRun(run.id),
    onSuccess: async (undo) => {
      ask.close();
      await client.invalidateQueries({ queryKey: ['imports'] });
      void navigate(`/bezit/${undo.id}`);
    },
  });
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={ask.open}>
        {t('imports.undo')}
      </Button>
      <Confirm
        opened={asking}
        title={t('imports.undoTitle')}
        confirm={t('imports.undo')}
        danger
        busy={undoing.isPending}
        error={undoing.error}
        onConfirm={() => undoing.mutate()}
        onClose={ask.close}
      >
        <p>
          {t('imports.undoText', {
            participant: name(run.participant),
            source: run.source,
            added: format.number(run.added),
            changed: format.number(run.changed),
            removed: format.number(run.removed),
          })}
        </p>
      </Confirm>
    </>
  );
}
