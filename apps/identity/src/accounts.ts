import { isIPv6 } from 'node:net';
import { type Role, ROLES } from '#libs/platform';
import { IsIn, IsNotEmpty, IsOptional, Matches } from 'class-validator';
import { Allowance } from './allowance.ts';
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

/** Everybody who can sign in. */
export class Accounts {
  private readonly byId: ReadonlyMap<string, Account>;
  private readonly perAccount = new Allowance(5, 60_000);
  /** More than an account has, since a whole library may come from one address. */
  private readonly perAddress = new Allowance(20, 30_000);

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

  /** The account, if the password is right; `'wait'` after too many wrong ones for it or from the address. */
  async check(id: string, password: string, from: string, now: number): Promise<Account | 'wrong' | 'wait'> {
    const network = networkOf(from);
    if (!this.perAddress.take(network, now)) return 'wait';
    if (this.byId.has(id) && !this.perAccount.take(id, now)) return 'wait';
    const account = this.byId.get(id);
    // An unknown name costs as much time as a wrong password, so that names cannot be guessed by the clock.
    const right = await matches(password, account?.password ?? 'scrypt$AAAA$AAAA');
    if (account?.password !== undefined && right) {
      this.perAccount.forget(id);
      this.perAddress.giveBack(network, now);
      return account;
    }
    return 'wrong';
  }
}

/** Whoever has an IPv6 address has all of its network, the first four groups of it (RFC 6177). */
function networkOf(address: string): string {
  return isIPv6(address) ? address.split(':').slice(0, 4).join(':') : address;
}
