import type { Fact, FactType } from '#libs/contracts';
import type { Role } from '#libs/platform';
import { acceptUploads, serve, ServiceConfiguration } from '#libs/platform';
import { messagingTransports, natsConfig } from '#libs/messaging';
import {
  type FreshDatabase,
  freshDatabase,
  type FreshNats,
  freshNats,
  type NatsSetup,
  type TestIssuer,
  testIssuer,
} from '#libs/testing';
import { EntityManager } from '@mikro-orm/postgresql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AgreementsModule } from '../src/agreements.module.ts';
import { migrations } from '../src/migrations/index.ts';

/** Milliseconds that servers may take to start where they come as containers, on a machine with other things to do. */
export const START = 240_000;

/** Who makes a request in a test. */
export interface Person {
  readonly roles: readonly Role[];
  readonly participant?: string;
}

export const RIVIERDAL = 'NL-0800010000';
export const NIEUWLAND = 'NL-0800020000';
export const rivierdal: Person = { roles: ['collection-manager'], participant: RIVIERDAL };
export const nieuwland: Person = { roles: ['collection-manager'], participant: NIEUWLAND };
export const planOwner: Person = { roles: ['plan-owner'] };
export const administrator: Person = { roles: ['administrator'] };

export interface Answer {
  readonly status: number;
  // Tests look at whatever an answer has.
  readonly body: Record<string, unknown>;
}

export interface Request {
  readonly as?: Person;
  readonly body?: object;
}

interface Surroundings {
  readonly database: FreshDatabase;
  readonly nats: FreshNats;
  readonly issuer: TestIssuer;
}

/** The bus with the permissions of earnest, and a user who may look at everything. */
function bus(): NatsSetup {
  const users = { holdings: 'h', agreements: 'a', coverage: 'c', gateway: 'g', onlooker: 'o' };
  const config = natsConfig(users).replace('users = [', 'users = [ { user: onlooker, password: o }');
  return { config, users };
}

/** The service as it is served, on a database, a bus and an issuer of its own. */
export class RunningAgreements {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly surroundings: Surroundings,
  ) {}

  static async start(startBus: (setup: NatsSetup) => Promise<FreshNats> = freshNats): Promise<RunningAgreements> {
    const [database, nats, issuer] = await Promise.all([
      freshDatabase('agreements', migrations),
      startBus(bus()),
      testIssuer(),
    ]);
    return RunningAgreements.within({ database, nats, issuer });
  }

  /** Another instance of the service in the same surroundings. */
  another(): Promise<RunningAgreements> {
    return RunningAgreements.within(this.surroundings);
  }

  private static async within(surroundings: Surroundings): Promise<RunningAgreements> {
    const configuration = Object.assign(new ServiceConfiguration(), {
      DATABASE_URL: surroundings.database.url,
      NATS_URL: surroundings.nats.urlOf('agreements'),
      HTTP_PORT: 0,
      LOG_LEVEL: 'silent',
      ...surroundings.issuer.env,
    });
    const app = await serve(AgreementsModule.with(configuration), {
      service: 'agreements',
      configuration,
      transports: messagingTransports,
      prepare: acceptUploads,
    });
    return new RunningAgreements(app, surroundings);
  }

  get em(): EntityManager {
    return this.app.get(EntityManager).fork();
  }

  async request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { as, body }: Request = {}): Promise<Answer> {
    const token = as === undefined ? undefined : await this.surroundings.issuer.token({ sub: 'somebody', ...as });
    const answer = await this.app.inject({
      method,
      url,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: answer.statusCode,
      body: String(answer.headers['content-type']).includes('json') ? answer.json<Record<string, unknown>>() : {},
    };
  }

  /** Like `request`, of which the test only wants to know what it answers when it is well. */
  async done(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, request: Request): Promise<Answer['body']> {
    const { status, body } = await this.request(method, url, request);
    if (status >= 300) throw new Error(`${method} ${url} answers ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** What a route answers that gives text. */
  async text(url: string, as: Person): Promise<string> {
    return (await this.bytes(url, as)).toString();
  }

  /** What a route answers that gives a file. */
  async bytes(url: string, as: Person): Promise<Buffer> {
    const token = await this.surroundings.issuer.token({ sub: 'somebody', ...as });
    const answer = await this.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    if (answer.statusCode !== 200) throw new Error(`GET ${url} answers ${answer.statusCode}: ${answer.body}`);
    return answer.rawPayload;
  }

  /** What the service has said so far, in the order of the outbox. */
  async said<T extends Fact>(fact: FactType<T>): Promise<T[]> {
    const rows = await this.em.execute<{ data: string }[]>(
      'select data from outbox where type = ? order by txid, position',
      [fact.type],
    );
    return rows.map(({ data }) => JSON.parse(data) as T);
  }

  /** Ends this instance alone. */
  async close(): Promise<void> {
    await this.app.close();
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.surroundings.database.drop();
    await this.surroundings.nats.stop();
    await this.surroundings.issuer.stop();
  }
}
