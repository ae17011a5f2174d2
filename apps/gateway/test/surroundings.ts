import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { freePort } from '#libs/embedded';
import { NATS_USERS, natsConfig, type NatsUser } from '#libs/messaging';
import { readConfiguration } from '#libs/platform';
import { type FreshDatabase, freshDatabase, type FreshNats, freshNats } from '#libs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GatewayConfiguration } from '../src/configuration.ts';
import { migrations } from '../src/migrations/index.ts';
import { startGateway } from '../src/start.ts';
import { littleService } from './little-service.ts';
import { Program } from './program.ts';

const PASSWORDS = Object.fromEntries(NATS_USERS.map((user) => [user, `${user}-secret`])) as Record<NatsUser, string>;

/** Two gateways, one in this process and one in its own, on one database, with the real provider and two services. */
export interface Surroundings {
  readonly database: FreshDatabase;
  readonly nats: FreshNats;
  readonly app: NestFastifyApplication;
  /** The public address: the instance in this process. */
  readonly origin: string;
  /** The other instance. */
  readonly second: string;
  readonly secondProgram: Program;
}

/** What was started, in order, and how to end it, in the other order; also when starting failed half-way. */
export class Started {
  private readonly ends: (() => Promise<unknown>)[] = [];

  add<T>(thing: T, end: (thing: T) => Promise<unknown>): T {
    this.ends.unshift(() => end(thing));
    return thing;
  }

  async stop(): Promise<void> {
    for (const end of this.ends) await end();
  }
}

export async function surroundings(started: Started): Promise<Surroundings> {
  const folder = started.add(await mkdtemp(join(tmpdir(), 'gateway-')), (path) => rm(path, { recursive: true }));
  const web = await page(folder);
  const database = started.add(await freshDatabase('gateway', migrations), (it) => it.drop());
  const nats = started.add(await freshNats({ config: natsConfig(PASSWORDS), users: PASSWORDS }), (it) => it.stop());
  const [port, secondPort] = [await freePort(), await freePort()];
  const [identityPort, nobody] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const issuer = {
    OIDC_ISSUER: `${origin}/identity`,
    OIDC_JWKS_URL: `http://127.0.0.1:${identityPort}/identity/jwks`,
    OIDC_AUDIENCE: 'collectieplan',
  };
  const identity = started.add(
    new Program('identity', join(folder, 'identity.log'), {
      ISSUER: issuer.OIDC_ISSUER,
      HTTP_PORT: String(identityPort),
      KEYS_FILE: join(folder, 'keys.json'),
      GATEWAY_CLIENT_SECRET: 'gateway-secret',
      CLI_CLIENT_SECRET: 'cli-secret',
    }),
    (it) => it.stop(),
  );
  const agreements = started.add(await littleService('agreements', issuer), (it) => it.stop());
  const coverage = started.add(await littleService('coverage', issuer), (it) => it.stop());
  const environment = {
    ...issuer,
    DATABASE_URL: database.url,
    NATS_URL: nats.urlOf('gateway'),
    HTTP_PORT: String(port),
    PUBLIC_ORIGIN: origin,
    HOLDINGS_URL: `http://127.0.0.1:${nobody}`,
    AGREEMENTS_URL: agreements.url,
    COVERAGE_URL: coverage.url,
    IDENTITY_URL: `http://127.0.0.1:${identityPort}`,
    OIDC_CLIENT_SECRET: 'gateway-secret',
    SESSION_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
    WEB_ROOT: web,
    LOG_LEVEL: 'silent',
  };
  const secondEnvironment = { ...environment, HTTP_PORT: String(secondPort), LOG_LEVEL: 'info' };
  const secondProgram = started.add(new Program('gateway', join(folder, 'second.log'), secondEnvironment), (it) =>
    it.stop(),
  );
  const app = started.add(await startGateway(readConfiguration(GatewayConfiguration, environment)), (it) => it.close());
  await identity.up(`http://127.0.0.1:${identityPort}/health/live`);
  await secondProgram.up(`http://127.0.0.1:${secondPort}/health/ready`);
  return { database, nats, app, origin, second: `http://127.0.0.1:${secondPort}`, secondProgram };
}

async function page(folder: string): Promise<string> {
  const web = join(folder, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Collectieplan</title>');
  await writeFile(join(web, 'assets', 'app-1a2b3c.js'), 'export {};');
  await writeFile(join(web, 'assets', 'app-1a2b3c.js.br'), brotliCompressSync('export {};'));
  return web;
}
