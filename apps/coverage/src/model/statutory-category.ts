import type { LiteraryForm } from '#libs/contracts';

/**
 * The categories in which libraries report each year what they have: books for youth and adults, fiction and not, and
 * everything else. Of what a record does not say there is no guess, so that books of which one or both are unknown have
 * categories of their own. E-books are no books here: what is reported is what stands on shelves.
 */
export const STATUTORY_CATEGORIES = [
  'youth-fiction',
  'youth-non-fiction',
  'adult-fiction',
  'adult-non-fiction',
  'other',
  'youth-unknown',
  'adult-unknown',
  'unknown-fiction',
  'unknown-non-fiction',
  'unknown-unknown',
] as const;
export type StatutoryCategory = (typeof STATUTORY_CATEGORIES)[number];

/** Those of which something is unknown. */
export const UNKNOWN_CATEGORIES: readonly StatutoryCategory[] = STATUTORY_CATEGORIES.filter((it) =>
  it.includes('unknown'),
);

export function statutoryCategory(material: string, audience: string, form: LiteraryForm | null): StatutoryCategory {
  if (material !== 'book') return 'other';
  const whose = audience === 'youth' || audience === 'adult' ? audience : 'unknown';
  return `${whose}-${form ?? 'unknown'}`;
}

/** Categories are counted as profiles are, under numbers below all that slices of profiles can have. */
const FIRST_NUMBER = -2_000_000_000;

export function numberOfCategory(category: StatutoryCategory): number {
  return FIRST_NUMBER - STATUTORY_CATEGORIES.indexOf(category);
}

/** As days are kept under it. No profile can have this code. */
export function codeOfCategory(category: StatutoryCategory): string {
  return `statutory ${category}`;
}
