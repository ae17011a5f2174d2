import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { meQuery } from '../api/session.ts';
import { Live } from '../live/live.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { SidePanel } from '../ui/dialog.tsx';
import { Waiting } from '../ui/loaded.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useActingKnown } from './acting.tsx';
import { Account, LanguageSwitch, LiveSign } from './account.tsx';
import { Logo } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { Session } from './session.tsx';

/** Around every screen: who is signed in, the way about, and the live line. Without a session it explains itself. */
export function Shell() {
  const me = useQuery(meQuery);
  if (me.data === undefined) {
    return (
      <main className="alone">
        {me.error === null ? <Waiting rows={4} /> : <ProblemNote error={me.error} retry={() => void me.refetch()} />}
      </main>
    );
  }
  if (me.data === null) return <SignIn />;
  return (
    <Session value={me.data}>
      <Live>
        <Frame />
      </Live>
    </Session>
  );
}

function Frame() {
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure(false);
  const content = useFocusOnArrival();
  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t('shell.skip')}
      </a>
      <aside className="side">
        <Brand />
        <Navigation />
      </aside>
      <header className="top">
        <Burger opened={opened} onClick={menu.toggle} size="sm" aria-label={t('shell.openMenu')} className="burger" />
        <div className="top-brand">
          <Brand />
        </div>
        <div className="top-end">
          <LiveSign />
          <LanguageSwitch />
          <Account />
        </div>
      </header>
      <SidePanel opened={opened} onClose={menu.close} side="left" width="300px" title={t('shell.menu')}>
        <Navigation onNavigate={menu.close} />
      </SidePanel>
      <main id="content" className="content" ref={content} tabIndex={-1}>
        <Suspense fallback={<Waiting rows={6} />}>
          <Screen />
        </Suspense>
      </main>
      <ScrollRestoration />
    </div>
  );
}

function Screen() {
  return useActingKnown() ? <Outlet /> : <Waiting rows={6} />;
}

function Brand() {
  const { t } = useTranslation();
  return (
    <Link to="/" className="brand">
      <Logo />
      <span>
        <span className="brand-name">{t('shell.product')}</span>
        <span className="brand-tag">{t('shell.tagline')}</span>
      </span>
    </Link>
  );
}

/** Puts the focus on the contents of a new screen, so that keyboard and screen reader begin there. */
function useFocusOnArrival() {
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const came = useRef(pathname);
  useEffect(() => {
    if (came.current !== pathname) content.current?.focus({ preventScroll: true });
    came.current = pathname;
  }, [pathname]);
  return content;
}
