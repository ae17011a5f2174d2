import { useSearchParams } from 'react-router';
import type { Sought } from '../api/titles.ts';

const START: Sought = { q: '', scheme: 'nbc', notation: '', material: '', language: '', holder: '' };
const NARROWING = ['notation', 'material', 'language', 'holder'] as const;

/** What is sought, kept in the address: it can be shared, and Back goes to what was sought before. */
export function useSought(): {
  readonly sought: Sought;
  readonly narrowed: boolean;
  readonly seek: (changed: Partial<Sought>) => void;
  readonly clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const sought = Object.fromEntries(
    Object.entries(START).map(([name, value]) => [name, search.get(name) ?? value]),
  ) as unknown as Sought;
  const seek = (changed: Partial<Sought>): void => {
    const next: Sought = { ...sought, ...changed };
    const told = Object.entries(next).filter(([name, value]) => value !== (name === 'scheme' ? START.scheme : ''));
    setSearch(new URLSearchParams(told), { preventScrollReset: true });
  };
  return {
    sought,
    narrowed: NARROWING.some((name) => sought[name] !== ''),
    seek,
    clear: () => seek({ notation: '', material: '', language: '', holder: '' }),
  };
}
