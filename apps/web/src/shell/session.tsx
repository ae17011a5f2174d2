import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { participantsQuery } from '../api/agreements.ts';
import { actingForQuery } from '../api/representations.ts';
import type { Me, Role } from '../api/session.ts';

/** Who is signed in; only screens within the shell ask. */
export const Session = createContext<Me | null>(null);

export function useMe(): Me {
  const me = use(Session);
  if (me === null) throw new Error('This screen is for people who are signed in');
  return me;
}

/**
 * Whether the reader acts for this participant: its collection managers, those of who represents it or took it over, and
 * administrators.
 */
export function useActsFor(isil: string): boolean {
  const itself = useActsItselfFor(isil);
  const manager = useRole('collection-manager');
  const { data: others } = useQuery({ ...actingForQuery, enabled: manager });
  return itself || (manager && others?.some(({ participant }) => participant === isil) === true);
}

/** Whether the reader acts for this participant, and not in its name for another. */
export function useActsItselfFor(isil: string): boolean {
  const me = useMe();
  const administrator = useRole('administrator');
  const manager = useRole('collection-manager');
  return administrator || (manager && me.participant === isil);
}

export function useRole(...roles: Role[]): boolean {
  const me = useMe();
  return roles.some((role) => me.roles.includes(role));
}

/** Finds the name of a participant; its ISIL until the names are known. */
export function useNames(): (isil: string) => string {
  const { data } = useQuery(participantsQuery);
  const names = new Map(data?.map(({ isil, name }) => [isil, name]));
  return (isil) => names.get(isil) ?? isil;
}
