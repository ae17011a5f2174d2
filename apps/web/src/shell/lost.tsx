import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';

/** For an address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFound')}>
      <Empty
        title={t('shell.notFoundText')}
        action={
          <Button component={Link} to="/">
            {t('shell.toDashboard')}
          </Button>
        }
      />
    </Page>
  );
}

/** For a screen that threw: says so, and offers to begin anew. */
export function Broken() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="alone">
      <h1>{t('shell.broken')}</h1>
      <p>{t('shell.brokenText')}</p>
      <p className="dim">{error instanceof Error ? error.message : null}</p>
      <Button onClick={() => globalThis.location.reload()}>{t('shell.reload')}</Button>
    </main>
  );
}
