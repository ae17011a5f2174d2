import type { FlagKind } from '../api/coverage.ts';

export type Family = 'gap' | 'risk' | 'overlap';

export function familyOf(kind: FlagKind): Family {
  return kind.split('.')[0] as Family;
}

/** Where the words of a kind are found. */
export function wordsOf<K extends FlagKind>(kind: K): `flags.kind.${K}` {
  return `flags.kind.${kind}`;
}

export const FOLLOW_UP_TONES = { new: 'warn', acknowledged: 'busy', waived: 'quiet' } as const;
