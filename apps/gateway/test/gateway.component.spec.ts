import { createHash, randomBytes } from 'node:crypto';
import { connect as connectSocket } from 'node:net';
import { Readable } from 'node:stream';
import { SERVICES } from '#libs/contracts';
import { natsConnection } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Live } from '../src/live/live.ts';
import { Started, type Surroundings, surroundings } from './surroundings.ts';
import { type Body, openPage, Visitor } from './visitor.ts';

const started = new Started();
let around: Surroundings;
let anna: Visitor;
let owner: Visitor;

beforeAll(async () => {
  around = await surroundings(started);
  anna = new Visitor(around.origin);
  await anna.signIn('anna');
  owner = new Visitor(around.origin);
  await owner.signIn('planeigenaar');
}, 180_000);

afterAll(() => started.stop(), 180_000);

async function sql(text: string): Promise<unknown[]> {
  return around.database.orm.em.fork().execute(text);
}

describe('signing in', () => {
  it('ends where it began, with a session and nothing else in the browser', async () => {
    const visitor = new Visitor(around.origin);
    expect(await visitor.signIn('bram', '/flags?kind=gap.level')).toBe('/flags?kind=gap.level');
    const me = (await visitor.get('/api/me')).json();
    expect(me).toMatchObject({
      id: 'bram',
      name: 'Bram Kuipers',
      roles: ['collection-manager'],
      participant: 'NL-0800099002',
    });
    const cookie = visitor.cookies.get('session');
    expect(cookie?.attributes).toMatch(/HttpOnly/);
    expect(cookie?.attributes).toMatch(/SameSite=Lax/);
    expect(JSON.stringify([...visitor.cookies, me])).not.toContain('eyJ');
  });

  it('keeps nothing in the database that somebody who reads it could use', async () => {
    const rows = JSON.stringify(await sql('select * from session'));
    expect(rows).toContain('anna');
    expect(rows).not.toContain(anna.cookies.get('session')?.value);
    expect(rows).not.toContain('eyJ');
  });

  it('makes a new session each time, and the one before ends', async () => {
    const visitor = new Visitor(around.origin);
    await visitor.signIn('bram');
    const before = visitor.at(around.origin);
    await visitor.signIn('bram');
    expect(visitor.cookies.get('session')?.value).not.toBe(before.cookies.get('session')?.value);
    expect((await before.get('/api/me')).status).toBe(401);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)'])(
    'never leads elsewhere: %s',
    async (returnTo) => {
      const visitor = new Visitor(around.origin);
      const page = await visitor.follow(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      const form = new URLSearchParams({ account: 'anna' });
      const picked = await visitor.send('POST', page.path, {}, form);
      const resumed = await visitor.get(picked.headers.get('location') ?? '');
      const back = await visitor.get(resumed.headers.get('location') ?? '');
      expect(new URL(back.headers.get('location') ?? '').origin).toBe(around.origin);
    },
  );

  it('refuses to finish what this browser did not begin', async () => {
    const page = await anna.at(around.origin).get('/sign-in/callback?code=stolen&state=guessed');
    expect(page.headers.get('location')).toBe(`${around.origin}/?signIn=failed`);
  });
});

describe('a session', () => {
  it('is shared by all instances', async () => {
    const elsewhere = anna.at(around.second);
    expect((await elsewhere.get('/api/me')).json()).toMatchObject({ id: 'anna', csrf: anna.csrf });
  });

  it.each([
    ['was idle for too long', `used_at = now() - interval '3 hours'`],
    ['is as old as it may become', `created_at = now() - interval '2 days', ends_at = now() - interval '1 second'`],
  ])('that %s has ended', async (_, change) => {
    const visitor = new Visitor(around.origin);
    await visitor.signIn('chantal');
    await sql(`update session set ${change} where user_id = 'chantal'`);
    const answer = await visitor.get('/api/agreements/who');
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'identity.not-signed-in' });
  });

  it('renews its access token once, however many requests at however many instances need it', async () => {
    for (let round = 0; round < 3; round++) {
      await sql(`update session set token_until = now() where user_id = 'anna'`);
      const visitors = [anna, anna.at(around.second)];
      const asked = Array.from({ length: 20 }, (_, i) => visitors[i % 2]!.get('/api/agreements/who'));
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    }
  });

  it('ends at sign-out, here, at the other instance and at the provider', async () => {
    const visitor = new Visitor(around.origin);
    await visitor.signIn('daan');
    const elsewhere = visitor.at(around.second);
    const answer = await visitor.send('POST', '/sign-out', { 'x-csrf-token': visitor.csrf });
    expect(visitor.cookies.has('session')).toBe(false);
    expect((await elsewhere.get('/api/me')).status).toBe(401);
    const { pathname, search } = new URL((answer.json() as { location: string }).location);
    const page = await visitor.get(pathname + search, { accept: 'text/html' });
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const form = new URLSearchParams({ xsrf, logout: 'yes' });
    const done = await visitor.send('POST', '/identity/session/end/confirm', {}, form);
    expect(done.headers.get('location')).toBe(`${around.origin}/`);
    // Nobody is signed in at the provider either: it asks again.
    expect((await visitor.follow('/sign-in')).text).toContain('Kies een demogebruiker');
  });
});

describe('a request that changes something', () => {
  it('passes with the token of the session', async () => {
    const answer = await anna.send('POST', '/api/agreements/take', { 'x-csrf-token': anna.csrf });
    expect(answer.json()).toEqual({ by: 'anna' });
  });

  it.each([
    ['without it', () => ({})],
    ['with another session’s', () => ({ 'x-csrf-token': owner.csrf })],
    ['with nonsense', () => ({ 'x-csrf-token': 'x' })],
  ])('is refused %s', async (_, headers) => {
    for (const path of ['/api/agreements/take', '/sign-out']) {
      const answer = await anna.send('POST', path, headers());
      expect(answer.status).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'csrf.not-allowed' });
    }
  });
});

describe('a service', () => {
  it('is asked with the user’s token, the trace, and neither cookies nor session', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await anna.get('/api/coverage/who?x=1', { traceparent });
    const { user, headers } = answer.json() as { user: { id: string }; headers: Record<string, string> };
    expect(user.id).toBe('anna');
    expect(headers['traceparent']).toContain('0af7651916cd43dd8448eb211c80319c');
    expect(headers['cookie']).toBeUndefined();
    expect(headers['x-forwarded-host']).toBe(new URL(around.origin).host);
  });

  it('is asked by programs with their own token, and no cookie', async () => {
    const answer = await fetch(`${around.origin}/identity/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('collectie-cli:cli-secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const program = new Visitor(around.origin);
    const taken = await program.send('POST', '/api/agreements/take', { authorization: `Bearer ${token}` });
    expect(taken.json()).toEqual({ by: 'collectie-cli' });
    const forged = await program.get('/api/agreements/who', { authorization: `Bearer ${token.slice(0, -4)}AAAA` });
    expect(forged.status).toBe(401);
  });

  it('decides itself who may do what', async () => {
    expect((await owner.get('/api/coverage/owners')).status).toBe(200);
    const denied = await anna.get('/api/coverage/owners');
    expect(denied.status).toBe(403);
    expect(denied.json()).toMatchObject({ code: 'role.not-allowed' });
  });

  it('is named when it is away; the others go on', async () => {
    const answer = await anna.get('/api/holdings/imports');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'holdings.unavailable', status: 503 });
    expect((answer.json() as { detail: string }).detail).toContain('The service holdings is away');
    expect((await anna.get('/api/agreements/who')).status).toBe(200);
  });

  it('is not reached by somebody who is not signed in, and the attempt is logged', async () => {
    const path = `/api/agreements/who?${randomBytes(4).toString('hex')}`;
    const answer = await new Visitor(around.second).get(path);
    expect(answer.status).toBe(401);
    await eventually(() => {
      const line = around.secondProgram.output
        .split('\n')
        .find((text) => text.includes(path) && text.includes('denied'));
      expect(JSON.parse(line ?? '')).toMatchObject({ denied: 'identity.not-signed-in', method: 'GET', url: path });
    });
  });
});

describe('an upload of 50 MB', () => {
  it('streams through with the memory it had', async () => {
    const chunk = randomBytes(64 * 1024);
    const chunks = 800;
    const expected = createHash('sha256');
    for (let i = 0; i < chunks; i++) expected.update(chunk);
    const hash = expected.digest('hex');
    const visitor = anna.at(around.second);
    const send = (): Promise<unknown> =>
      visitor
        .send(
          'POST',
          '/api/agreements/upload',
          { 'content-type': 'application/marc', 'x-csrf-token': anna.csrf },
          Readable.toWeb(Readable.from(Array.from({ length: chunks }, () => chunk))) as Body,
        )
        .then((answer) => answer.json());
    const memory = async (): Promise<number> => {
      const { text } = await visitor.get('/metrics');
      return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
    };
    expect(await send()).toEqual({ bytes: chunks * chunk.length, hash });
    const before = await memory();
    const grown: number[] = [];
    for (let i = 0; i < 4; i++) {
      await send();
      grown.push((await memory()) - before);
    }
    expect(Math.max(...grown) / 1024 ** 2).toBeLessThan(40);
  });
});

describe('an upload that the service refuses before its end', () => {
  it('is told why', async () => {
    const program = new Visitor(around.origin);
    const answer = await program.send(
      'POST',
      '/api/agreements/upload',
      { 'content-type': 'application/marc', authorization: 'Bearer not.a.token' },
      Readable.toWeb(Readable.from(Array.from({ length: 200 }, () => randomBytes(64 * 1024)))) as Body,
    );
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'identity.not-signed-in' });
  });
});

function heard(changes: unknown[]): string[] {
  return (changes as { type: string; participant: string }[]).map(({ type, participant }) => `${type} ${participant}`);
}

describe('live changes', () => {
  const services = new Map<string, NatsConnection>();
  beforeAll(async () => {
    for (const service of SERVICES) {
      services.set(service, await connect(natsConnection(around.nats.urlOf(service), service)));
    }
  });
  afterAll(async () => {
    for (const connection of services.values()) await connection.close();
  });

  /** As the service that may say it: the bus refuses it of any other. */
  function say(subject: string, data: unknown): void {
    const service = SERVICES.find((name) => subject.split('.').slice(0, 2).includes(name)) ?? '';
    services.get(service)?.publish(subject, typeof data === 'string' ? data : JSON.stringify(data));
  }

  it('reach open pages, short, at every instance', async () => {
    const pages = [await openPage(anna), await openPage(anna.at(around.second))];
    const flags = [{ flag: 'f1', kind: 'gap.level', profile: 'P1', subject: '', participants: [], evidence: { a: 1 } }];
    say('coverage.flags-raised.v1', { plan: 'gcp', version: 1, on: '2026-01-01', flags });
    const change = {
      type: 'coverage.flags-raised.v1',
      plan: 'gcp',
      version: 1,
      flags: [{ flag: 'f1', kind: 'gap.level', profile: 'P1' }],
    };
    await eventually(() => expect(pages.map(({ changes }) => changes)).toEqual([[change], [change]]));
    for (const page of pages) page.close();
  });

  it('keep to themselves how another participant’s import goes and what it plans', async () => {
    const pages = { anna: await openPage(anna), owner: await openPage(owner) };
    for (const participant of ['NL-0800099001', 'NL-0800099002']) {
      say(`progress.holdings.${participant}`, { run: 'r', participant, state: 'reading' });
      say(`agreements.acquisition-plan-submitted.v1.${participant}`, { plan: 'p', participant, version: 1, lines: [] });
      say(`coverage.acquisition-plan-assessed.v1.${participant}`, { acquisitionPlan: 'p', participant, version: 1 });
      say(`agreements.agreement-changed.v1.${participant}`, { agreement: 'a', participant, profile: 'P1' });
    }
    await eventually(() => {
      expect(heard(pages.owner.changes)).toHaveLength(8);
      // Each service's own in order; between services there is none.
      expect(heard(pages.anna.changes).sort()).toEqual([
        'agreements.acquisition-plan-submitted.v1 NL-0800099001',
        'agreements.agreement-changed.v1 NL-0800099001',
        'agreements.agreement-changed.v1 NL-0800099002',
        'coverage.acquisition-plan-assessed.v1 NL-0800099001',
        'holdings.progress NL-0800099001',
      ]);
    });
    pages.anna.close();
    pages.owner.close();
  });

  it('come by the thousand during a load, and are told a few times a second', async () => {
    const page = await openPage(anna);
    for (let i = 0; i < 1000; i++) say('holdings.holdings-changed.v1.NL-0800099009', { not: 'read' });
    await eventually(() => expect(page.changes.length).toBeGreaterThan(0));
    await services.get('holdings')?.flush();
    expect(page.changes.length).toBeLessThan(10);
    page.close();
  });

  it('survive a message that cannot be read', async () => {
    const page = await openPage(anna);
    say('coverage.plan-adopted.v1', 'no json');
    say('coverage.plan-adopted.v1', { plan: 'gcp', version: 2 });
    await eventually(() =>
      expect(page.changes).toEqual([{ type: 'coverage.plan-adopted.v1', plan: 'gcp', version: 2 }]),
    );
    page.close();
  });

  it('do not wait for a page that reads too slowly: it is let go', async () => {
    const live = around.app.get(Live);
    await eventually(() => expect(live.size).toBe(0));
    const { hostname, port } = new URL(around.origin);
    const socket = connectSocket(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`GET /api/live HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${anna.cookieHeader('/api/live')}\r\n\r\n`);
    await eventually(() => expect(live.size).toBe(1));
    const page = await openPage(owner);
    const flags = Array.from({ length: 100 }, (_, i) => ({
      flag: `flag-${i}`,
      kind: 'gap.level',
      profile: 'x'.repeat(200),
    }));
    for (let i = 0; i < 1000; i++) {
      say('coverage.flags-updated.v1', { plan: 'gcp', version: 1, flags });
      // As fast as the other page reads, so that only the one that does not read at all falls behind.
      await eventually(() => expect(page.changes.length).toBeGreaterThan(i - 10), { every: 1 });
    }
    await eventually(() => expect(live.size).toBe(1));
    await eventually(() => expect(page.changes.length).toBeGreaterThanOrEqual(1000));
    expect((await fetch(`${around.origin}/metrics`).then((it) => it.text())).match(/dropped_total 1/)).not.toBeNull();
    page.close();
    socket.destroy();
  });

  it('are for those who are signed in', async () => {
    await expect(openPage(new Visitor(around.origin))).rejects.toThrow('401');
  });
});

describe('the description of the interface', () => {
  it('is gathered from the services that are there, each under its prefix', async () => {
    const document = (await new Visitor(around.origin).get('/api/openapi.json')).json() as {
      info: { description: string };
      paths: Record<string, Record<string, { tags: string[] }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/me', '/sign-out', '/api/live', '/api/agreements/who', '/api/coverage/who']),
    );
    expect(document.info.description).toContain('away: holdings');
    expect(document.paths['/api/coverage/who']?.['get']?.tags).toEqual(['coverage']);
    expect(JSON.stringify(document.paths['/api/coverage/who'])).toContain('#/components/schemas/CoverageAnswer');
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Me', 'Answer', 'CoverageAnswer', 'Same']),
    );
  });
});

describe('the web app', () => {
  it('has one page for every address of its own, always fresh', async () => {
    for (const path of ['/', '/flags/123', '/coverage?profile=x']) {
      const answer = await new Visitor(around.origin).get(path);
      expect(answer.text).toContain('<title>Collectieplan</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('keeps files whose name carries their hash for ever', async () => {
    const answer = await new Visitor(around.origin).get('/assets/app-1a2b3c.js');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
  });

  it.each(['/assets/app-old.js', '/api/nothing', '/api/holdings'])('has nothing at %s', async (path) => {
    const answer = await new Visitor(around.origin).get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('never reaches outside its folder', async () => {
    const answer = await new Visitor(around.origin).get('/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd');
    expect(answer.text).toContain('<title>Collectieplan</title>');
    expect((await new Visitor(around.origin).get('/x%00.js')).text).toContain('<title>Collectieplan</title>');
  });
});
