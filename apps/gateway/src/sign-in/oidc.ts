import { Injectable, Logger } from '@nestjs/common';
import * as client from 'openid-client';
import { GatewayConfiguration, isSecure } from '../configuration.ts';
import type { Tokens } from '../session/sessions.ts';

/** What is remembered of somebody who went to the identity provider, until they come back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Seconds that the identity provider has for an answer. */
const PATIENCE = 10;

/** The gateway as a client of the identity provider: authorization code with PKCE, state and nonce. */
@Injectable()
export class Oidc {
  private readonly logger = new Logger('oidc');
  private known: Promise<client.Configuration> | undefined;

  constructor(private readonly configuration: GatewayConfiguration) {}

  /** Where to send somebody who wants to sign in, and what to remember until they are back. */
  async begin(returnTo: string): Promise<{ location: string; attempt: Attempt }> {
    const attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
    };
    const location = client.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: `${this.configuration.PUBLIC_ORIGIN}/sign-in/callback`,
      scope: this.configuration.OIDC_SCOPE,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, attempt };
  }

  /** Exchanges what somebody came back with for tokens; refuses what does not belong to the attempt. */
  async finish(path: string, { state, nonce, verifier }: Attempt): Promise<Tokens> {
    const answer = await client.authorizationCodeGrant(
      await this.provider(),
      new URL(path, this.configuration.PUBLIC_ORIGIN),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    );
    return tokensOf(answer);
  }

  /** New tokens; undefined when the provider says that the person has to sign in again. */
  async refresh(tokens: Tokens): Promise<Tokens | undefined> {
    if (tokens.refresh === undefined) return undefined;
    try {
      return { ...tokens, ...tokensOf(await client.refreshTokenGrant(await this.provider(), tokens.refresh)) };
    } catch (error) {
      if (error instanceof client.ResponseBodyError) return undefined;
      throw error;
    }
  }

  /** Where to go after signing out, so that the provider's own session ends as well. */
  async signedOut({ id, refresh }: Tokens): Promise<string> {
    const home = `${this.configuration.PUBLIC_ORIGIN}/`;
    try {
      const provider = await this.provider();
      if (refresh !== undefined) await client.tokenRevocation(provider, refresh);
      return client.buildEndSessionUrl(provider, {
        post_logout_redirect_uri: home,
        ...(id === undefined ? {} : { id_token_hint: id }),
      }).href;
    } catch (error) {
      // Here the session has ended already, whatever becomes of the one over there.
      this.logger.warn(error, 'The identity provider was not told of a sign-out');
      return home;
    }
  }

  /** The provider's metadata, fetched when first needed: the provider may start after the gateway. */
  private provider(): Promise<client.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async discover(): Promise<client.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.configuration;
    const via: client.CustomFetch = (url, options) => fetch(this.internal(url), options as RequestInit);
    const authentication = client.ClientSecretBasic(OIDC_CLIENT_SECRET);
    const found = await client.discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, undefined, authentication, {
      [client.customFetch]: via,
      execute: isSecure(this.configuration) ? [] : [client.allowInsecureRequests],
      timeout: PATIENCE,
    });
    found[client.customFetch] = via;
    return found;
  }

  /** The local provider is asked straight: the public address may not lead here from inside. */
  private internal(url: string): string {
    const { IDENTITY_URL, PUBLIC_ORIGIN } = this.configuration;
    if (IDENTITY_URL === undefined || !url.startsWith(`${PUBLIC_ORIGIN}/`)) return url;
    return new URL(url.slice(PUBLIC_ORIGIN.length), IDENTITY_URL).href;
  }
}

function tokensOf(answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers): Tokens {
  return {
    access: answer.access_token,
    expiresIn: answer.expiresIn() ?? 60,
    ...(answer.refresh_token === undefined ? {} : { refresh: answer.refresh_token }),
    ...(answer.id_token === undefined ? {} : { id: answer.id_token }),
  };
}
