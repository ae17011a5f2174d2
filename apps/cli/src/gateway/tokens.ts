import { problemOf, Problem, unreachable } from './problem.ts';

export interface Credentials {
  readonly issuer: string;
  /** Whether the issuer was named; else it is the one behind the gateway, at whatever address that is reached. */
  readonly issuerGiven: boolean;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Asked anew so long before the token ends, in milliseconds. */
const MARGIN = 20_000;

/** Access tokens by client credentials: kept in memory only, fetched again before they end. */
export class Tokens {
  #token: { readonly value: string; readonly until: number } | undefined;
  #endpoint: string | undefined;

  constructor(private readonly credentials: Credentials) {}

  async token(): Promise<string> {
    if (this.#token === undefined || Date.now() > this.#token.until) this.#token = await this.#fetch();
    return this.#token.value;
  }

  /** The token was refused: the next one is fetched anew. */
  forget(): void {
    this.#token = undefined;
  }

  async #fetch(): Promise<{ value: string; until: number }> {
    const { clientId, clientSecret } = this.credentials;
    this.#endpoint ??= await this.#discover();
    const basic = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    const told = (await answer(
      this.#endpoint,
      {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
      clientId,
    )) as { access_token: string; expires_in?: number };
    return { value: told.access_token, until: Date.now() + (told.expires_in ?? 60) * 1000 - MARGIN };
  }

  async #discover(): Promise<string> {
    const { issuer, issuerGiven, clientId } = this.credentials;
    const told = (await answer(`${issuer}/.well-known/openid-configuration`, {}, clientId)) as {
      token_endpoint: string;
    };
    if (issuerGiven) return told.token_endpoint;
    const endpoint = new URL(told.token_endpoint);
    return new URL(endpoint.pathname, issuer).href;
  }
}

async function answer(url: string, init: RequestInit, clientId: string): Promise<unknown> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw unreachable(url, error);
  });
  const body = await response.text();
  if (response.ok) return JSON.parse(body);
  if (response.status === 400 || response.status === 401) {
    throw new Problem(
      response.status,
      'client.refused',
      `The identity provider does not accept client '${clientId}'. Check COLLECTIE_CLIENT_ID and COLLECTIE_CLIENT_SECRET`,
    );
  }
  throw problemOf(response.status, response.headers.get('content-type') ?? '', body);
}
