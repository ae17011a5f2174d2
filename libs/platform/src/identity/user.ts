import { type Isil, Refusal } from '#libs/kernel';
import { Logger } from '@nestjs/common';

/** What somebody may do; a token carries any number of them. */
export const ROLES = ['collection-manager', 'plan-owner', 'administrator', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who makes a request, as a verified access token tells it. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The participant that a collection manager acts for. */
  readonly participant?: Isil;
  /** Those that a collection manager acts for besides: libraries that named it, participants that merged into it. */
  readonly represents?: readonly Isil[];
}

const logger = new Logger('identity');

export function hasRole(user: User, ...roles: readonly Role[]): boolean {
  return roles.some((role) => user.roles.includes(role));
}

/** Refuses, and logs the attempt, unless the user may act for this participant. */
export function actsFor(user: User, isil: Isil): void {
  if (mayActFor(user, isil)) return;
  logger.warn({ denied: 'participant.not-yours', who: who(user), participant: isil }, 'Acting for another participant');
  throw new Refusal(
    'participant.not-yours',
    `You act for ${user.participant ?? 'no participant'}, not for ${isil}; ask an administrator when that is wrong`,
    [],
    { participant: isil },
  );
}

/** As `actsFor`, but not on behalf of another: who is represented decides for itself by whom. */
export function actsItselfFor(user: User, isil: Isil): void {
  actsFor({ ...user, represents: [] }, isil);
}

/**
 * A collection manager acts for the own participant, and for those that it represents as far as the service knows of
 * them; administrators and services act for every one.
 */
export function mayActFor(user: User, isil: Isil): boolean {
  if (hasRole(user, 'administrator', 'service')) return true;
  return hasRole(user, 'collection-manager') && ownOf(user).includes(isil);
}

/** The participants that a collection manager acts for, the own one first. */
export function ownOf({ participant, represents = [] }: User): readonly Isil[] {
  return participant === undefined ? [] : [participant, ...represents];
}

/** A user as log lines name them. */
export function who(user: User): Pick<User, 'id' | 'roles' | 'participant'> {
  const { id, roles, participant } = user;
  return participant === undefined ? { id, roles } : { id, roles, participant };
}
