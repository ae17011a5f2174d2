import type { Gateway } from '../gateway/gateway.ts';
import { pathOf } from './plan-consultation.ts';

/** How the scopes of a version lie to each other, as coverage tells of it. */
interface ScopeReport {
  readonly overlaps: readonly {
    readonly one: { readonly code: string };
    readonly other: { readonly code: string };
    readonly example: Readonly<Record<string, string | null>>;
  }[];
  readonly scheme: string | null;
  readonly uncovered: readonly { readonly from: string; readonly to: string }[];
}

/** What is worth knowing of a draft: profiles that claim the same titles, and what no profile claims. */
export async function notesOn(gateway: Gateway, version: string): Promise<string[]> {
  const { overlaps, scheme, uncovered } = await gateway.get<ScopeReport>('coverage', `${pathOf(version)}/scopes`);
  const parts = uncovered.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return [
    ...overlaps.map(({ one, other, example }) => {
      const like = Object.values(example).filter((value) => value !== null);
      return `${one.code} and ${other.code} claim the same titles${like.length === 0 ? '' : `, such as ${like.join(' ')}`}`;
    }),
    ...(parts.length === 0 ? [] : [`No profile covers these parts of ${scheme}: ${parts.join(', ')}`]),
  ];
}
