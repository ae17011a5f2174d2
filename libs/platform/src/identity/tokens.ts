import { isIsil, Refusal } from '#libs/kernel';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { type Role, ROLES, type User } from './user.ts';

/** Where access tokens come from and whom they are for. */
export interface Issuer {
  readonly OIDC_ISSUER: string;
  /** By default found by discovery at the issuer. */
  readonly OIDC_JWKS_URL?: string;
  readonly OIDC_AUDIENCE: string;
}

/** Asymmetric only: a service can verify tokens and never make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Clocks of two machines may differ by so many seconds. */
const TOLERANCE = 10;

/** Verifies access tokens. The issuer's keys are fetched at the first token, so the issuer may start later, and kept. */
export class Tokens {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly issuer: Issuer) {}

  /** Who the token speaks for; refuses a token that is not this issuer's, not for us, or no longer in force. */
  async verify(token: string): Promise<User> {
    try {
      const { payload } = await jwtVerify(token, await this.keySet(), {
        issuer: this.issuer.OIDC_ISSUER,
        audience: this.issuer.OIDC_AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE,
        requiredClaims: ['sub', 'exp'],
      });
      return userOf(payload);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private keySet(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.locate().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async locate(): Promise<JWTVerifyGetKey> {
    return createRemoteJWKSet(new URL(this.issuer.OIDC_JWKS_URL ?? (await discovered(this.issuer.OIDC_ISSUER))));
  }
}

async function discovered(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
  const metadata = (await response.json()) as { jwks_uri?: unknown };
  if (typeof metadata.jwks_uri !== 'string') throw new Error(`${address} names no jwks_uri`);
  return metadata.jwks_uri;
}

function userOf({ sub = '', name, roles, participant }: JWTPayload): User {
  const known = Array.isArray(roles) ? ROLES.filter((role: Role) => roles.includes(role)) : [];
  return {
    id: sub,
    name: typeof name === 'string' && name !== '' ? name : sub,
    roles: known,
    ...(isIsil(participant) ? { participant } : {}),
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) {
    return new Refusal('identity.not-signed-in', 'The access token has expired; ask for a new one');
  }
  if (isAboutTheToken(error)) {
    return new Refusal(
      'identity.not-signed-in',
      `The access token is not accepted (${(error as Error).message}); sign in again`,
    );
  }
  return new Refusal(
    'identity.unavailable',
    'The keys of the identity provider cannot be fetched, so nobody can be recognised; try again in a moment',
  );
}

/** Failing to fetch the keys says nothing of the token: a timeout, an answer that is no key set, no answer at all. */
function isAboutTheToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}
