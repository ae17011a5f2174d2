import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog.tsx';

/** Asks before work that nobody keeps gets lost, within the app and when the tab closes. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && currentLocation.pathname !== nextLocation.pathname && !isSaved(nextLocation.state),
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [dirty]);
  const stay = (): void => blocker.reset?.();
  return (
    <Dialog opened={blocker.state === 'blocked'} onClose={stay} title={t('ui.unsaved.title')}>
      <div className="stack">
        <p>{t('ui.unsaved.text')}</p>
        <div className="row end">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t('ui.unsaved.leave')}
          </Button>
          <Button onClick={stay} data-autofocus>
            {t('ui.unsaved.stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Goes with the way on after saving: there is nothing to lose any more. */
export const SAVED = { saved: true } as const;

function isSaved(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'saved' in state && state.saved === true;
}
