import { type Day, isil } from '#libs/kernel';
import { mayActFor, type User } from '#libs/platform';
import type { PurchaseQuestion } from '../queries/purchase-check.ts';
import type { PurchaseRequest } from './purchase-checks.requests.ts';

/** Who asks, and whose drafts may be told of: only those of whoever the user acts for. */
export function questionOf({ participant, profile }: PurchaseRequest, user: User, on: Day): PurchaseQuestion {
  const asking = participant === undefined ? (user.participant ?? null) : isil(participant);
  return {
    participant: asking,
    profile: profile ?? null,
    on,
    seesDrafts: asking !== null && mayActFor(user, asking),
  };
}
