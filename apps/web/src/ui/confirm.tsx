import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem-note.tsx';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that others will notice. */
export function Confirm({ opened, title, children, confirm, cancel, danger, busy, error, ...on }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={on.onClose} title={title}>
      <div className="stack">
        {children}
        {error !== undefined && error !== null && <ProblemNote error={error} />}
        <div className="row end">
          <Button variant="default" onClick={on.onClose}>
            {cancel ?? t('ui.cancel')}
          </Button>
          <Button loading={busy ?? false} onClick={on.onConfirm} {...(danger === true && { color: 'brick' })}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
