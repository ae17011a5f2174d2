import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tokens } from '#libs/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { demoAccounts } from '../src/demo-accounts.ts';
import { IdentityConfiguration } from '../src/configuration.ts';
import { hashed } from '../src/passwords.ts';
import { type Running, startIdentity } from '../src/start.ts';

const ORIGIN = 'http://collectieplan.example';
const ISSUER = `${ORIGIN}/identity`;
const CLI = `Basic ${Buffer.from('collectie-cli:cli-secret').toString('base64')}`;

let folder: string;
let identity: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identity-'));
  identity = await started();
});

afterAll(async () => {
  await identity.stop();
  await rm(folder, { recursive: true });
});

function started(more: Partial<IdentityConfiguration> = {}): Promise<Running> {
  return startIdentity(
    Object.assign(new IdentityConfiguration(), {
      ISSUER,
      HTTP_PORT: 0,
      KEYS_FILE: join(folder, 'keys', 'keys.json'),
      GATEWAY_CLIENT_SECRET: 'gateway-secret',
      CLI_CLIENT_SECRET: 'cli-secret',
      LOG_LEVEL: 'silent',
      ...more,
    }),
  );
}

/** A browser as far as this test needs one: it keeps cookies and does not follow redirects by itself. */
class Visitor {
  private readonly cookies = new Map<string, string>();
  constructor(
    private readonly to: Running,
    private readonly address = '192.0.2.1',
  ) {}

  async go(path: string, form?: Record<string, string>): Promise<Response> {
    const { pathname, search } = new URL(path, ORIGIN);
    const answer = await fetch(`http://127.0.0.1:${this.to.port}${pathname}${search}`, {
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        accept: 'text/html',
        'x-forwarded-for': this.address,
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}

const AUTHORISE = `/identity/auth?${new URLSearchParams({
  client_id: 'gateway',
  response_type: 'code',
  scope: 'openid profile',
  redirect_uri: `${ORIGIN}/sign-in/callback`,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  state: 'some-state',
}).toString()}`;

async function signIn(visitor: Visitor, form: Record<string, string>): Promise<Response> {
  const start = await visitor.go(AUTHORISE);
  expect(start.status).toBe(303);
  const page = start.headers.get('location') ?? '';
  expect((await visitor.go(page)).status).toBe(200);
  return visitor.go(page, form);
}

async function code(visitor: Visitor, form: Record<string, string>): Promise<string> {
  const done = await signIn(visitor, form);
  const back = await visitor.go(done.headers.get('location') ?? '');
  const target = new URL(back.headers.get('location') ?? '');
  expect(target.origin + target.pathname).toBe(`${ORIGIN}/sign-in/callback`);
  return target.searchParams.get('code') ?? '';
}

async function token(body: Record<string, string>, authorization: string, to = identity): Promise<Response> {
  return fetch(`http://127.0.0.1:${to.port}/identity/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(body),
  });
}

const GATEWAY = `Basic ${Buffer.from('gateway:gateway-secret').toString('base64')}`;

describe('the issuer', () => {
  it('names every address under its public path, however it is reached', async () => {
    const answer = await fetch(`http://127.0.0.1:${identity.port}/identity/.well-known/openid-configuration`);
    const metadata = (await answer.json()) as Record<string, string>;
    expect(metadata['issuer']).toBe(ISSUER);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint']) {
      expect(metadata[name]).toContain(`${ISSUER}/`);
    }
  });

  it('keeps its keys, so that tokens stay valid when it starts again', async () => {
    const before = (await (await token({ grant_type: 'client_credentials' }, CLI)).json()) as { access_token: string };
    const again = await started();
    const keys = `http://127.0.0.1:${again.port}/identity/jwks`;
    const tokens = new Tokens({ OIDC_ISSUER: ISSUER, OIDC_JWKS_URL: keys, OIDC_AUDIENCE: 'collectieplan' });
    expect(await tokens.verify(before.access_token)).toMatchObject({ id: 'collectie-cli' });
    await again.stop();
  });
});

describe('a program', () => {
  it('gets a token for the services in its own name', async () => {
    const answer = await token({ grant_type: 'client_credentials' }, CLI);
    const { access_token: jwt } = (await answer.json()) as { access_token: string };
    expect(decodeJwt(jwt)).toMatchObject({
      iss: ISSUER,
      sub: 'collectie-cli',
      aud: 'collectieplan',
      roles: ['administrator', 'plan-owner', 'service'],
    });
  });

  it('gets none with a wrong secret', async () => {
    const wrong = `Basic ${Buffer.from('collectie-cli:guess').toString('base64')}`;
    expect((await token({ grant_type: 'client_credentials' }, wrong)).status).toBe(401);
  });
});

describe('signing out', () => {
  it('needs no click, and every script on its page is one that the policy knows', async () => {
    const visitor = new Visitor(identity);
    const nobody = await visitor.go('/identity/session/end?client_id=gateway');
    const page = await nobody.text();
    const inline = /<script>([^<]+)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(inline).digest('base64');
    expect(nobody.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
    await code(visitor, { account: 'anna' });
    const somebody = await (await visitor.go('/identity/session/end?client_id=gateway')).text();
    expect(somebody).toContain('/identity/assets/submit.js');
    expect(somebody).not.toContain('<script>');
  });
});

describe('a person', () => {
  it('signs in to the demo by one click, without a consent screen', async () => {
    const answer = await token(
      {
        grant_type: 'authorization_code',
        code: await code(new Visitor(identity), { account: 'anna' }),
        redirect_uri: `${ORIGIN}/sign-in/callback`,
        code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      },
      GATEWAY,
    );
    const tokens = (await answer.json()) as { access_token: string; refresh_token: string; id_token: string };
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({
      aud: 'collectieplan',
      sub: 'anna',
      name: 'Anna de Wit',
      roles: ['collection-manager'],
      participant: 'NL-0800099001',
    });
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }, GATEWAY);
    expect(decodeJwt(((await refreshed.json()) as typeof tokens).access_token)).toMatchObject({ sub: 'anna' });
  });

  it('gets no token for a code without its verifier', async () => {
    const answer = await token(
      {
        grant_type: 'authorization_code',
        code: await code(new Visitor(identity), { account: 'anna' }),
        redirect_uri: `${ORIGIN}/sign-in/callback`,
        code_verifier: 'guessed-guessed-guessed-guessed-guessed-guessed',
      },
      GATEWAY,
    );
    expect(answer.status).toBe(400);
  });

  it('sees the page in the language of the browser, with a way to the other', async () => {
    const visitor = new Visitor(identity);
    const page = (await visitor.go(AUTHORISE)).headers.get('location') ?? '';
    const dutch = await (await visitor.go(page)).text();
    expect(dutch).toContain('<html lang="nl">');
    expect(dutch).toContain('Dit is een demonstratie');
    expect(await (await visitor.go(`${page}?lang=en`)).text()).toContain('This is a demonstration');
  });

  it('is told when the page has been used already', async () => {
    const visitor = new Visitor(identity);
    const answer = await visitor.go('/identity/sign-in/used-before');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('verlopen');
  });
});

describe('the demo', () => {
  it('has a collection manager for every participant of the demo data', async () => {
    const csv = await readFile(new URL('../../cli/demo/participants.csv', import.meta.url), 'utf8');
    const participants = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2));
    const managers = demoAccounts().filter(({ roles }) => roles.includes('collection-manager'));
    expect(managers.map(({ participant, participantName }) => [participant, participantName])).toEqual(participants);
  });
});

describe('an account with a password', () => {
  let closed: Running;
  beforeAll(async () => {
    const file = join(folder, 'accounts.json');
    const accounts = [
      { id: 'els', name: 'Els', roles: ['plan-owner'], password: await hashed('correct horse') },
      { id: 'jan', name: 'Jan', roles: ['plan-owner'], password: await hashed('battery staple') },
    ];
    await writeFile(file, JSON.stringify(accounts));
    closed = await started({ ACCOUNTS_FILE: file });
  });
  afterAll(() => closed.stop());

  it('signs in with it', async () => {
    expect(await code(new Visitor(closed), { name: 'els', password: 'correct horse' })).not.toBe('');
  });

  it('is refused with another, nobody’s, or none, and has to wait after five', async () => {
    for (const form of [
      { name: 'jan', password: 'guess' },
      { name: 'nobody', password: 'guess' },
      { account: 'jan' },
    ] as Record<string, string>[]) {
      const answer = await signIn(new Visitor(closed), form);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('role="alert"');
    }
    for (let i = 0; i < 4; i++) await signIn(new Visitor(closed), { name: 'jan', password: 'guess' });
    const right = await signIn(new Visitor(closed), { name: 'jan', password: 'battery staple' });
    expect(await right.text()).toContain('Te veel pogingen');
  });

  it('closes for an address that guesses at many names, and for that one alone', async () => {
    const guessing = new Visitor(closed, '198.51.100.7');
    const page = (await guessing.go(AUTHORISE)).headers.get('location') ?? '';
    let answer = '';
    for (let i = 0; i < 100 && !answer.includes('Te veel pogingen'); i++) {
      answer = await (await guessing.go(page, { name: `name-${i}`, password: 'guess' })).text();
    }
    expect(answer).toContain('Te veel pogingen');
    expect(await code(new Visitor(closed, '198.51.100.8'), { name: 'els', password: 'correct horse' })).not.toBe('');
  });
});

describe('starting', () => {
  it('refuses an accounts file with a mistake, and says where', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, JSON.stringify([{ id: 'x', name: 'X', roles: ['emperor'] }]));
    await expect(started({ ACCOUNTS_FILE: file })).rejects.toThrow(/\[0\]\.roles/);
  });
});
