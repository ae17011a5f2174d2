import { useQueries } from '@tanstack/react-query';
import { titlesCheckQuery } from '../api/purchase-checks.ts';
import type { FoundTitle } from '../api/titles.ts';
import type { Localised } from '../api/coverage.ts';

/** The profiles of a title and who is responsible for them, as far as agreements tells. */
export type Standing =
  | { readonly state: 'busy' | 'away' | 'unasked' }
  | {
      readonly state: 'told';
      readonly profiles: readonly { readonly code: string; readonly name: Localised | undefined }[];
      readonly responsible: readonly string[];
    };

/** Asks agreements about the titles of each page at once; a title without a number of its own cannot be asked about. */
export function useStandings(pages: readonly (readonly FoundTitle[])[]): (title: FoundTitle) => Standing {
  const answers = useQueries({
    queries: pages.map((titles) => titlesCheckQuery(titles.flatMap((title) => askedAs(title) ?? []))),
  });
  return (title) => {
    const asked = askedAs(title);
    if (asked === null) return { state: 'unasked' };
    const { data, error } = answers[pages.findIndex((titles) => titles.includes(title))] ?? {};
    const item = data?.items.find(({ identifier }) => identifier === asked);
    if (data === undefined || item === undefined) return { state: error || data ? 'away' : 'busy' };
    const itself = item.reasons.includes('responsible-yourself') && data.participant !== null ? [data.participant] : [];
    return {
      state: 'told',
      profiles: item.profiles.map((code) => ({ code, name: data.profiles.find((it) => it.code === code)?.name })),
      responsible: [...itself, ...item.responsible],
    };
  };
}

/** How agreements is asked about a title: by a number that it reads. */
function askedAs({ identifiers }: FoundTitle): string | null {
  const number = identifiers.find(({ kind }) => kind !== 'ismn');
  if (number === undefined) return null;
  return number.kind === 'isbn' ? number.value : `${number.kind}:${number.value}`;
}
