import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Somebody who can sign in to the demo. */
export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  /** What for, in the words of the screens. */
  readonly role: string;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly participantName?: string;
}

/** The accounts of the file that the local identity provider signs in. */
export async function demoAccounts(sources: string): Promise<DemoAccount[]> {
  const accounts = JSON.parse(await readFile(join(sources, 'accounts.json'), 'utf8')) as Account[];
  return accounts.map(({ id, name, roles, participantName }) => ({
    id,
    name,
    role: roleOf(roles, participantName ?? ''),
  }));
}

function roleOf(roles: readonly string[], participant: string): string {
  if (roles.includes('plan-owner')) return 'plan owner';
  return roles.includes('administrator') ? 'administrator' : `collection manager of ${participant}`;
}
