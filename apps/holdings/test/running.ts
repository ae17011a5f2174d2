import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ParticipantChangedV1 } from '#libs/contracts';
import { messagingTransports, natsConfig } from '#libs/messaging';
import { acceptUploads, type Role, serve } from '#libs/platform';
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  type FreshNats,
  freshNats,
  Neighbour,
  type TestIssuer,
  testIssuer,
} from '#libs/testing';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HoldingsConfiguration } from '../src/configuration.ts';
import { HoldingsModule } from '../src/holdings.module.ts';
import { migrations } from '../src/migrations/index.ts';

/** Who makes a request in a test. */
export interface Person {
  readonly roles: readonly Role[];
  readonly participant?: string;
}

/** The service as it is served, on a database, a bus and an issuer of its own, with agreements at the other end. */
export class RunningHoldings {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly agreements: Neighbour,
    readonly nats: FreshNats,
    private readonly database: FreshDatabase,
    private readonly issuer: TestIssuer,
    private readonly folder: string,
  ) {}

  /** `answers`: what agreements is asked besides what every service answers. */
  static async start(answers: Type[] = []): Promise<RunningHoldings> {
    const users = { holdings: 'h', agreements: 'a', coverage: 'c', gateway: 'g', onlooker: 'o' };
    const config = natsConfig(users).replace('users = [', 'users = [ { user: onlooker, password: o }');
    const [database, nats, issuer, folder] = await Promise.all([
      freshDatabase('holdings', migrations),
      freshNats({ config, users }),
      testIssuer(),
      mkdtemp(join(tmpdir(), 'collectie-spool-')),
    ]);
    const configuration = Object.assign(new HoldingsConfiguration(), {
      DATABASE_URL: database.url,
      NATS_URL: nats.urlOf('holdings'),
      HTTP_PORT: 0,
      LOG_LEVEL: 'silent',
      SPOOL_DIR: folder,
      ...issuer.env,
    });
    const app = await serve(
      HoldingsModule.with(configuration, { pollEvery: 50, measureAfter: 0 }, { allowInner: true, pollEvery: 50 }),
      {
        service: 'holdings',
        configuration,
        transports: messagingTransports,
        prepare: acceptUploads,
      },
    );
    return new RunningHoldings(
      app,
      await Neighbour.start('agreements', { natsUrl: nats.urlOf('agreements') }, answers),
      nats,
      database,
      issuer,
      folder,
    );
  }

  get em(): EntityManager {
    return this.app.get(EntityManager).fork();
  }

  async fetch(path: string, { as, ...init }: RequestInit & { as?: Person } = {}): Promise<Response> {
    const token = as === undefined ? undefined : await this.issuer.token({ sub: 'somebody', ...as });
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    return fetch((await this.app.getUrl()) + path, { ...init, headers });
  }

  /** Lets agreements tell of participants, called after their ISIL, and waits until they are known. */
  async knows(...isils: string[]): Promise<void> {
    const facts = isils.map((isil) =>
      ParticipantChangedV1.of({ isil, version: 1, name: `Library ${isil}`, kind: 'library', from: '2020-01-01' }),
    );
    await this.agreements.say(...facts);
    await eventually(async () => {
      const [row] = await this.em.execute<{ known: number }[]>(`select count(*)::int as known from participant`);
      if (row?.known !== isils.length) throw new Error('The participants are not known yet');
    });
  }

  /** Delivers a file as its participant's collection manager; gives the run when it is done. */
  async deliver(participant: string, source: string, body: string | Buffer): Promise<Record<string, unknown>> {
    const as: Person = { roles: ['collection-manager'], participant };
    const headers = { 'content-type': 'application/octet-stream' };
    const path = `/participants/${participant}/imports?source=${source}`;
    const received = await this.fetch(path, { as, method: 'POST', headers, body });
    const { id } = (await received.json()) as { id: string };
    return eventually(async () => {
      const run = (await (await this.fetch(`/imports/${id}`, { as })).json()) as Record<string, unknown>;
      if (run['state'] !== 'done') throw new Error(`The run is ${String(run['state'])}`);
      return run;
    });
  }

  async stop(): Promise<void> {
    await this.agreements.stop();
    await this.app.close();
    await this.database.drop();
    await this.nats.stop();
    await this.issuer.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
