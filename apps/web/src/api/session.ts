import { queryOptions } from '@tanstack/react-query';
import { get, rememberCsrf, send } from './client.ts';
import { Problem } from './problem.ts';

export type Role = 'collection-manager' | 'plan-owner' | 'administrator' | 'service';

/** Who is signed in. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly participant?: string | null;
  readonly csrf: string;
  /** When it was asked, as the gateway understands it. */
  readonly moment: string;
}

/** Who is signed in, or `null` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await get<Me>('/api/me', {}, signal);
      rememberCsrf(me.csrf);
      return me;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export async function signOut(): Promise<void> {
  const answer = await send<{ location?: string } | undefined>('POST', '/sign-out');
  globalThis.location.assign(answer?.location ?? '/');
}

export function signInAddress(): string {
  const { pathname, search } = globalThis.location;
  const here = search.includes('signIn=') ? pathname : pathname + search;
  return `/sign-in?returnTo=${encodeURIComponent(here)}`;
}
