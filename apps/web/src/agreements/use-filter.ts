import { useSearchParams } from 'react-router';
import { useMe, useRole } from '../shell/session.tsx';

/**
 * What a list is narrowed down to, kept in the address. Who works for one participant begins with the own one; an empty
 * value stands for all.
 */
export function useFilter(start: Record<string, string>): {
  value: (name: string) => string;
  set: (name: string, value: string) => void;
} {
  const me = useMe();
  const everyone = useRole('plan-owner', 'administrator');
  const first: Record<string, string> = { participant: everyone ? '' : (me.participant ?? ''), ...start };
  const [search, setSearch] = useSearchParams();
  return {
    value: (name) => search.get(name) ?? first[name] ?? '',
    set: (name, value) =>
      setSearch((before) => new URLSearchParams([...[...before].filter(([key]) => key !== name), [name, value]]), {
        replace: true,
        preventScrollReset: true,
      }),
  };
}
