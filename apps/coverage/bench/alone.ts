import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats, startPostgres } from '#libs/embedded';
import { ServiceConfiguration } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CoverageModule } from '../src/coverage.module.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';

/** Coverage within this process, on a database of its own and with nobody to hear, for what is measured without the road to it. */
export interface Alone {
  readonly app: INestApplication;
  readonly em: EntityManager;
  readonly adopt: (yaml: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startAlone(): Promise<Alone> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-coverage-'));
  const postgres = await startPostgres({ services: { coverage: 'c' } });
  const nats = await startNats({ storeDir: join(folder, 'nats') });
  const configuration = Object.assign(new ServiceConfiguration(), {
    DATABASE_URL: postgres.url('coverage'),
    NATS_URL: nats.url(),
    LOG_LEVEL: 'fatal',
    OIDC_ISSUER: 'http://127.0.0.1:1/',
  });
  const app = await NestFactory.create(CoverageModule.with(configuration), new FastifyAdapter(), { logger: false });
  await app.init();
  return {
    app,
    get em() {
      return app.get(EntityManager).fork();
    },
    async adopt(yaml) {
      const plans = app.get(CollectionPlans);
      const { plan, version } = await plans.draft(yaml, 'bench');
      await plans.adopt(plan, version, { supersedes: null, by: 'bench' });
    },
    async stop() {
      await app.close();
      await nats.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
