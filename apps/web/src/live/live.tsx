import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnouncement } from './announcement.ts';
import { meQuery } from '../api/session.ts';
import { useMe } from '../shell/session.tsx';
import { concerns, isProgress, showProgress, Staleness } from './concerns.ts';
import { type Change, listen } from './connection.ts';

const Connected = createContext(false);

/** Whether changes arrive by themselves right now. */
export function useConnected(): boolean {
  return use(Connected);
}

function knowsNothingYet(client: QueryClient): boolean {
  return (
    client.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] }).length === 0
  );
}

/** Keeps every screen up to date while someone is signed in, and tells of changes in a few words. */
export function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const [connected, setConnected] = useState(false);
  const { moment } = useMe();
  // What was asked for before this session, in one that ended, may be of any time.
  const [since] = useState(() => (knowsNothingYet(client) ? moment : ''));
  const { said, announce } = useAnnouncement();
  const text = said === null ? '' : t(`shell.live.${said.what}`, { count: said.count });

  useEffect(() => {
    const stale = new Staleness(client);
    const heard = (change: Change): void => {
      if (isProgress(change)) {
        if (!showProgress(client, change) || hasSettled(change)) stale.add([['imports']]);
        return;
      }
      stale.add(concerns(change));
      announce(change);
    };
    return listen(since, {
      heard,
      connected: (missed) => {
        setConnected(true);
        if (missed) void client.invalidateQueries({ fetchStatus: 'idle' });
      },
      lost: () => setConnected(false),
    });
  }, [client, announce, since]);

  useEffect(() => {
    if (said?.what !== 'flags-raised') return;
    notifications.show({ id: 'flags', message: text, color: 'ochre', autoClose: 6_000, withCloseButton: false });
  }, [said, text]);

  return (
    <Connected value={connected}>
      {children}
      <output className="sr-only" aria-live="polite">
        {text}
      </output>
    </Connected>
  );
}

function hasSettled({ state }: Change): boolean {
  return ['done', 'failed', 'cancelled', 'held'].includes(String(state));
}
