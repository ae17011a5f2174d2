import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Account, Accounts } from './accounts.ts';
import { ASSETS } from './pages/assets.ts';
import { PAGE_POLICY } from './pages/page.ts';
import { problem } from './pages/problem.ts';
import { signInPage } from './pages/sign-in.ts';
import { languageOf, textsIn } from './pages/texts.ts';

export interface Serving {
  readonly issuer: URL;
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly logger: Logger;
}

/** Every request of the provider: its health, its pages, and the protocol itself under the issuer's path. */
export function requests({ issuer, provider, accounts, logger }: Serving): RequestListener {
  const base = issuer.pathname.replace(/\/$/, '');
  const protocol = provider.callback();
  return (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/health/live' || url.pathname === '/health/ready') return json(response, { status: 'ok' });
    if (!url.pathname.startsWith(`${base}/`)) return notFound(response);
    behindTheIssuer(request, issuer);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('content-security-policy', PAGE_POLICY);
    const path = url.pathname.slice(base.length);
    if (path.startsWith('/assets/')) return asset(response, path.slice('/assets/'.length));
    if (path.startsWith('/sign-in/')) {
      signIn({ provider, accounts, logger, base }, request, response, url).catch((error: unknown) => {
        logger.error(error);
        if (!response.headersSent) html(response, 500, problem('nl', base, 'server_error'));
      });
      return undefined;
    }
    Object.assign(request, { originalUrl: request.url, url: (request.url ?? '').slice(base.length) });
    return void protocol(request, response);
  };
}

/** However a request came here, by the gateway or straight, every address in the answer is under the issuer. */
function behindTheIssuer(request: IncomingMessage, issuer: URL): void {
  request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
  request.headers['x-forwarded-host'] = issuer.host;
}

type Desk = Omit<Serving, 'issuer'> & { readonly base: string };

async function signIn(
  { provider, accounts, logger, base }: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const language = languageOf(url.searchParams.get('lang'), request.headers['accept-language']);
  try {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return html(response, 200, signInPage({ base, language, uid, accounts }));
    const from = addressOf(request);
    const checked = await identified(accounts, new URLSearchParams(await body(request)), from);
    if (checked === 'wrong' || checked === 'wait') {
      logger.warn({ denied: `sign-in.${checked}`, from }, 'Sign-in refused');
      return html(response, 403, signInPage({ base, language, uid, accounts, failed: checked }));
    }
    logger.info({ who: checked.id }, 'Signed in');
    const login = { accountId: checked.id, remember: false };
    return await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    return html(response, 400, problem(language, base, textsIn(language).expired));
  }
}

/** Where a request came from, as the gateway in front says; it sets the header anew for every request. */
function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-for'];
  return (typeof forwarded === 'string' ? forwarded : socket.remoteAddress) ?? '';
}

async function identified(
  accounts: Accounts,
  form: URLSearchParams,
  from: string,
): Promise<Account | 'wrong' | 'wait'> {
  const picked = form.get('account');
  if (picked !== null) return accounts.pick(picked) ?? 'wrong';
  return accounts.check(form.get('name') ?? '', form.get('password') ?? '', from, Date.now());
}

/** A sign-in form is small; more than this is something else. */
const LARGEST_FORM = 8192;

async function body(request: IncomingMessage): Promise<string> {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  return length > LARGEST_FORM ? '' : await text(request);
}

function asset(response: ServerResponse, name: string): void {
  const found = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (found === undefined) return notFound(response);
  response.writeHead(200, { 'content-type': found.type, 'cache-control': 'public, max-age=3600' }).end(found.content);
}

function html(response: ServerResponse, status: number, content: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(content);
}

function json(response: ServerResponse, content: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

function notFound(response: ServerResponse): void {
  response.writeHead(404).end();
}
