import { Refusal } from '#libs/kernel';
import type { Difference } from './differences.ts';

/** Refuses what was decided from another version than the one that is there; who names no version is not asked. */
export function refuseStale(
  subject: string,
  name: string,
  present: number,
  seen: number | undefined,
  since: readonly Difference[] = [],
): void {
  if (seen === undefined || seen === present) return;
  throw new Refusal(
    `${subject}.stale`,
    `'${name}' was changed by somebody else: it is at version ${present}, you saw version ${seen}; look at it again before you change it`,
    since.map(({ says, field, line }) => ({ at: [line, field].filter(Boolean).join('.') || subject, message: says })),
  );
}
