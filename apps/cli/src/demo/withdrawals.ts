import type { Isil } from '#libs/kernel';
import { bookIn } from './collections.ts';
import type { DemoSubject } from './collection-plan.ts';
import type { DemoParticipant } from './participants.ts';
import { LAST_COPY } from './planting.ts';

/** A list of what a participant disposes of against the advice, as it is written to a file. */
export interface DemoWithdrawal {
  readonly id: string;
  readonly participant: Isil;
  readonly name: string;
  /** The last day on which others can take it over. */
  readonly acceptBy: string;
  readonly items: readonly { readonly identifier: string; readonly copies: number }[];
  /** Why it goes nevertheless. */
  readonly because: string;
}

/** The list by which the only copy of a book that anybody has is about to go. */
export function plannedWithdrawals(
  subjects: readonly DemoSubject[],
  participants: readonly DemoParticipant[],
  seed: number,
): DemoWithdrawal[] {
  return [
    {
      id: '7d0c6c2e-3f0b-4c8e-9a53-2b8f5f0d4201',
      participant: participants[LAST_COPY.by - 1]!.isil,
      name: 'Opruiming van het magazijn',
      acceptBy: '2029-12-31',
      items: [{ identifier: lastCopyOf(subjects, seed), copies: 1 }],
      because: 'Het magazijn sluit.',
    },
  ];
}

/** ISBN of the book of which the only copy is about to go. */
export function lastCopyOf(subjects: readonly DemoSubject[], seed: number): string {
  const index = subjects.findIndex(({ nbc }) => nbc === LAST_COPY.subject);
  return bookIn(subjects[index]!, index, LAST_COPY.held, seed).isbn ?? '';
}
