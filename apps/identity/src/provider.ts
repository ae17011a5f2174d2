import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import type { Client } from './clients.ts';
import type { IdentityConfiguration } from './configuration.ts';
import type { Keys } from './keys.ts';
import { problemPage } from './pages/problem.ts';
import { signedOutPage, signOutPage } from './pages/sign-out.ts';
import { Store } from './store.ts';

/** The interface of the services as resource indicators name it; in tokens it is the audience. */
const RESOURCE = 'urn:collectieplan:services';

const HOUR = 3600;

export interface Parts {
  readonly configuration: IdentityConfiguration;
  readonly keys: Keys;
  readonly accounts: Accounts;
  readonly clients: readonly Client[];
}

/** The OpenID Connect provider: code with PKCE for people, client credentials for programs, JWT access tokens. */
export function makeProvider(parts: Parts): Provider {
  const provider = new Provider(parts.configuration.ISSUER, settings(parts));
  provider.proxy = true;
  return provider;
}

function settings({ configuration, keys, accounts, clients }: Parts): Configuration {
  const store = new Store();
  const base = new URL(configuration.ISSUER).pathname.replace(/\/$/, '');
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    adapter: (kind: string) => store.adapter(kind),
    jwks: keys.jwks,
    clients: clients.map(registration),
    cookies: {
      keys: keys.cookies,
      names: { session: 'identity', interaction: 'identity-sign-in', resume: 'identity-resume' },
      long: { ...cookie, path: base === '' ? '/' : base },
      short: cookie,
    },
    claims: { openid: ['sub'], profile: ['name'] },
    scopes: ['openid', 'profile'],
    interactions: { url: (_ctx, interaction) => `${base}/sign-in/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const account = accounts.find(sub);
      return account && { accountId: sub, claims: () => ({ sub, name: account.name }) };
    },
    extraTokenClaims: (_ctx, token) =>
      token.kind === 'AccessToken' ? speaksFor(accounts.find(token.accountId)) : own(clients, token.clientId),
    // The gateway is ours: whoever signs in there wants to, so nobody is asked for consent.
    loadExistingGrant: (ctx) => grant(ctx),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => signOutPage(ctx, base, form),
        postLogoutSuccessSource: (ctx) => signedOutPage(ctx, base),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: configuration.OIDC_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: configuration.ACCESS_TOKEN_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: {
      AccessToken: configuration.ACCESS_TOKEN_SECONDS,
      ClientCredentials: configuration.ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 12 * HOUR,
      Grant: 12 * HOUR,
      Session: 12 * HOUR,
    },
    renderError: (ctx, out) => problemPage(ctx, base, out),
  };
}

function registration({ id, secret, name, origin }: Client): NonNullable<Configuration['clients']>[number] {
  const common = { client_id: id, client_secret: secret, client_name: name ?? id };
  if (origin === undefined) {
    return { ...common, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  }
  return {
    ...common,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${origin}/sign-in/callback`],
    post_logout_redirect_uris: [`${origin}/`],
  };
}

interface Speaker {
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly participant?: string;
}

function speaksFor(speaker: Speaker | undefined): Record<string, unknown> {
  if (speaker === undefined) return {};
  const { name, roles = [], participant } = speaker;
  return { name, roles, ...(participant === undefined ? {} : { participant }) };
}

function own(clients: readonly Client[], id: string | undefined): Record<string, unknown> {
  const client = clients.find((candidate) => candidate.id === id);
  if (client === undefined) return {};
  const { name = client.id, roles = [], participant } = client;
  return speaksFor({ name, roles, ...(participant === undefined ? {} : { participant }) });
}

async function grant(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const id = session.grantIdFor(client.clientId);
  const kept = id === undefined ? undefined : await provider.Grant.find(id);
  if (kept !== undefined && kept.accountId === session.accountId) return kept;
  const made = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  made.addOIDCScope('openid profile');
  await made.save();
  return made;
}
