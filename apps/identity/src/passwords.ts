import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const LENGTH = 32;

/** A password as it is kept: `scrypt$<salt>$<hash>`, both base64url. */
export type PasswordHash = string;

export async function hashed(password: string, salt = randomBytes(16)): Promise<PasswordHash> {
  return `scrypt$${salt.toString('base64url')}$${(await derived(password, salt)).toString('base64url')}`;
}

export async function matches(password: string, kept: PasswordHash): Promise<boolean> {
  const [, salt = '', hash = ''] = kept.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const given = await derived(password, Buffer.from(salt, 'base64url'));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
