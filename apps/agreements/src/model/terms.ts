import { INDEFINITELY } from '#libs/contracts';
import { day, level } from '#libs/kernel';
import type { Terms } from './agreement.ts';
import { Mistakes } from './mistakes.ts';
import { refuseQuantity } from './proposed-line.ts';

/** Other terms as somebody wrote them down, not yet checked; what is absent stays as it is. */
export interface ProposedTerms {
  readonly level?: string | undefined;
  readonly goalLevel?: string | null | undefined;
  readonly titles?: number | undefined;
  readonly copies?: number | undefined;
  readonly retainUntil?: string | null | undefined;
}

/** Reads other terms. Refuses them with all of their mistakes at once. */
export function readTerms({ level: ac, goalLevel, titles, copies, retainUntil }: ProposedTerms): Partial<Terms> {
  const mistakes = new Mistakes();
  const read = {
    level: mistakes.reading('level', () => (ac === undefined ? undefined : level(ac))),
    goalLevel: mistakes.reading('goalLevel', () => (goalLevel == null ? goalLevel : level(goalLevel))),
    titles,
    copies,
    retainUntil: mistakes.reading('retainUntil', () =>
      retainUntil == null || retainUntil === INDEFINITELY ? retainUntil : day(retainUntil),
    ),
  };
  if (titles !== undefined) refuseQuantity(titles, 'titles', mistakes);
  if (copies !== undefined) refuseQuantity(copies, 'copies', mistakes);
  mistakes.refuse('terms.invalid', 'What is proposed');
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
