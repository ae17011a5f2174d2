import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Whom a test's token speaks for; what is left out is filled in. */
export interface TokenClaims {
  readonly sub?: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly participant?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; negative for a token that has expired. */
  readonly expiresIn?: number;
}

export interface TestIssuer {
  /** The environment that makes a service trust this issuer. */
  readonly env: { readonly OIDC_ISSUER: string; readonly OIDC_JWKS_URL: string; readonly OIDC_AUDIENCE: string };
  token(claims?: TokenClaims): Promise<string>;
  stop(): Promise<void>;
}

/** An issuer of access tokens for tests: a key of its own, served as a key set over HTTP, and any claims you like. */
export async function testIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { OIDC_ISSUER: origin, OIDC_JWKS_URL: `${origin}/jwks`, OIDC_AUDIENCE: 'collectieplan' };
  return {
    env,
    token: ({ sub = 'somebody', audience, issuer, expiresIn = 300, ...claims } = {}) =>
      new SignJWT({ name: sub, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setSubject(sub)
        .setIssuer(issuer ?? env.OIDC_ISSUER)
        .setAudience(audience ?? env.OIDC_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
        .sign(privateKey),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
