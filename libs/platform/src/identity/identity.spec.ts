import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testIssuer, type TestIssuer } from '#libs/testing';
import { Controller, Get, type INestApplication, type LoggerService, Param } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ProblemFilter } from '../http/problem.filter.ts';
import { Allow, CurrentUser, Public } from './decorators.ts';
import { IdentityModule } from './identity.module.ts';
import { actsFor, actsItselfFor, mayActFor, type User } from './user.ts';

@Controller()
class Doors {
  @Public() @Get('open') open(): string {
    return 'open';
  }

  @Get('closed') closed(@CurrentUser() user: User): User {
    return user;
  }

  @Allow('plan-owner', 'administrator') @Get('owners') owners(): string {
    return 'owners';
  }

  @Get('participants/:isil') participant(@CurrentUser() user: User, @Param('isil') isil: string): string {
    actsFor(user, isil);
    return isil;
  }
}

/** Keeps the log lines that a test looks at. */
class Lines implements LoggerService {
  readonly warnings: unknown[][] = [];
  log(): void {}
  error(): void {}
  warn(...line: unknown[]): void {
    this.warnings.push(line);
  }
}

const lines = new Lines();
let issuer: TestIssuer;
let app: INestApplication & NestFastifyApplication;

beforeAll(async () => {
  issuer = await testIssuer();
  app = await started(issuer.env);
});

afterAll(async () => {
  await app.close();
  await issuer.stop();
});

beforeEach(() => {
  lines.warnings.length = 0;
});

async function started(env: TestIssuer['env']): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports: [IdentityModule.with(env)],
    controllers: [Doors],
  }).compile();
  const made = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  made.useLogger(lines);
  made.useGlobalFilters(new ProblemFilter());
  await made.init();
  return made;
}

async function get(url: string, token?: string, to: NestFastifyApplication = app) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await to.inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, headers: answer.headers, body: () => answer.json<unknown>() };
}

describe('a request', () => {
  it('needs no token where the route is public', async () => {
    expect((await get('/open')).status).toBe(200);
  });

  it('is refused without a token, as problem+json, and logged', async () => {
    const answer = await get('/closed');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body()).toMatchObject({ code: 'identity.not-signed-in', status: 401 });
    expect(JSON.stringify(lines.warnings)).toContain('/closed');
  });

  it('carries the user of its token', async () => {
    const claims = { sub: 'u1', name: 'Anna', roles: ['collection-manager', 'emperor'], participant: 'NL-0800000001' };
    const answer = await get('/closed', await issuer.token(claims));
    expect(answer.body()).toEqual({ ...claims, id: 'u1', sub: undefined, roles: ['collection-manager'] });
  });

  it.each([
    ['expired', { expiresIn: -60 }],
    ['for another audience', { audience: 'another' }],
    ['of another issuer', { issuer: 'https://elsewhere.example' }],
  ])('is refused with a token that is %s', async (_, claims) => {
    expect((await get('/closed', await issuer.token(claims))).status).toBe(401);
  });

  it('is refused with a token that was tampered with, unsigned, signed by another key or no token at all', async () => {
    const [header, , signature] = (await issuer.token()).split('.');
    const body = Buffer.from(JSON.stringify({ sub: 'root', roles: ['administrator'], exp: 9e9 })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const other = await testIssuer();
    const forged = await other.token({ issuer: issuer.env.OIDC_ISSUER });
    await other.stop();
    for (const token of [`${header}.${body}.${signature}`, `${none}.${body}.`, forged, 'nonsense']) {
      expect((await get('/owners', token)).status).toBe(401);
    }
  });
});

describe('a route with roles', () => {
  it.each([
    [['plan-owner'], 200],
    [['administrator', 'collection-manager'], 200],
    [['collection-manager'], 403],
    [['service'], 403],
    [[], 403],
  ])('answers %j with %d', async (roles, status) => {
    expect((await get('/owners', await issuer.token({ roles }))).status).toBe(status);
  });

  it('logs who was refused what', async () => {
    await get('/owners', await issuer.token({ sub: 'u2', roles: ['collection-manager'] }));
    expect(lines.warnings[0]?.[0]).toMatchObject({
      denied: 'role.not-allowed',
      who: { id: 'u2', roles: ['collection-manager'] },
      url: '/owners',
    });
  });
});

describe('acting for a participant', () => {
  const own = 'NL-0800000001';
  it.each([
    ['the own participant', { roles: ['collection-manager'], participant: own }, 200],
    ['another participant', { roles: ['collection-manager'], participant: 'NL-0800000002' }, 403],
    ['none of its own', { roles: ['collection-manager'] }, 403],
    ['a participant without being its manager', { roles: [], participant: own }, 403],
    ['any, as plan owner', { roles: ['plan-owner'] }, 403],
    ['any, as administrator', { roles: ['administrator'] }, 200],
    ['any, as service', { roles: ['service'] }, 200],
  ])('%s', async (_, claims, status) => {
    const answer = await get(`/participants/${own}`, await issuer.token(claims));
    expect(answer.status).toBe(status);
    const logged = JSON.stringify(lines.warnings);
    expect(logged.includes('participant.not-yours')).toBe(status === 403);
  });
});

describe('acting for those that one represents', () => {
  const user: User = {
    id: 'u3',
    name: 'Otto',
    roles: ['collection-manager'],
    participant: 'NL-0800000009',
    represents: ['NL-0800000001'],
  };

  it('is as acting for the own participant, for a collection manager', () => {
    expect(mayActFor(user, 'NL-0800000001')).toBe(true);
    expect(mayActFor(user, 'NL-0800000002')).toBe(false);
    expect(mayActFor({ ...user, roles: ['plan-owner'] }, 'NL-0800000001')).toBe(false);
  });

  it('does not count where the participant decides for itself', () => {
    expect(() => actsItselfFor(user, 'NL-0800000009')).not.toThrow();
    expect(() => actsItselfFor(user, 'NL-0800000001')).toThrow(
      expect.objectContaining({ code: 'participant.not-yours' }),
    );
  });
});

describe('an issuer that is not up yet', () => {
  it('is told as such, and tokens are accepted once it is', async () => {
    const later = createServer((_request, response) => {
      void fetch(issuer.env.OIDC_JWKS_URL).then(async (keys) => response.end(await keys.text()));
    });
    const port = await listen(later, 0);
    await closed(later);
    const early = await started({ ...issuer.env, OIDC_JWKS_URL: `http://127.0.0.1:${port}/jwks` });
    const token = await issuer.token();
    const answer = await get('/closed', token, early);
    expect(answer.status).toBe(503);
    expect(answer.body()).toMatchObject({ code: 'identity.unavailable' });
    await listen(later, port);
    expect((await get('/closed', token, early)).status).toBe(200);
    await closed(later);
    await early.close();
  });
});

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
