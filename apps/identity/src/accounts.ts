import { type Role, ROLES } from '#libs/platform';
import { IsIn, IsNotEmpty, IsOptional, Matches } from 'class-validator';
import { matches, type PasswordHash } from './passwords.ts';

/** A person who can sign in. Without a password the account is for demonstration: one click signs in. */
export class Account {
  @Matches(/^[\w.@-]+$/) readonly id!: string;
  @IsNotEmpty() readonly name!: string;
  @IsIn(ROLES, { each: true }) readonly roles!: Role[];
  /** ISIL of the participant that a collection manager acts for. */
  @IsOptional() @Matches(/^[A-Z]{1,4}-[A-Za-z0-9:/-]{1,11}$/) readonly participant?: string;
  /** What the sign-in page calls the participant. */
  @IsOptional() @IsNotEmpty() readonly participantName?: string;
  @IsOptional() @Matches(/^scrypt\$[\w-]+\$[\w-]+$/) readonly password?: PasswordHash;
}

/** Tries before an account has to wait, and how long it waits after the last. */
const TRIES = 5;
const WAIT = 60_000;

/** Everybody who can sign in. */
export class Accounts {
  private readonly byId: ReadonlyMap<string, Account>;
  private readonly failures = new Map<string, { count: number; last: number }>();

  constructor(accounts: readonly Account[]) {
    this.byId = new Map(accounts.map((account) => [account.id, account]));
  }

  find(id: string): Account | undefined {
    return this.byId.get(id);
  }

  /** Those whom one click signs in. */
  get demo(): Account[] {
    return [...this.byId.values()].filter(({ password }) => password === undefined);
  }

  get needPassword(): boolean {
    return [...this.byId.values()].some(({ password }) => password !== undefined);
  }

  pick(id: string): Account | undefined {
    return this.demo.find((account) => account.id === id);
  }

  /** The account, if the password is right; `'wait'` after too many wrong ones. */
  async check(id: string, password: string, now: number): Promise<Account | 'wrong' | 'wait'> {
    const failed = this.failures.get(id);
    if (failed !== undefined && failed.count >= TRIES && now - failed.last < WAIT) return 'wait';
    const account = this.byId.get(id);
    // An unknown name costs as much time as a wrong password, so that names cannot be guessed by the clock.
    const right = await matches(password, account?.password ?? 'scrypt$AAAA$AAAA');
    if (account?.password !== undefined && right) {
      this.failures.delete(id);
      return account;
    }
    if (account !== undefined) this.failures.set(id, { count: (failed?.count ?? 0) + 1, last: now });
    return 'wrong';
  }
}
