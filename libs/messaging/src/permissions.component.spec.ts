import { eventually, freshDatabase, type FreshDatabase, freshNats, type FreshNats } from '#libs/testing';
import { type Service, SERVICES, streamOf } from '#libs/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { EFFECTS, participant, RecordParticipants } from '../test/effects.ts';
import { startService, type TestService } from '../test/service.ts';
import {
  askOf,
  headsOf,
  messagingMigrations,
  NATS_USERS,
  natsConfig,
  natsConnection,
  type NatsUser,
  progressOf,
} from './index.ts';
import { committedBy } from './subjects.ts';

const PASSWORDS = { holdings: 'h "quoted"', agreements: 'a', coverage: 'c', gateway: 'g' };

let nats: FreshNats;
let open: NatsConnection[] = [];
let services: TestService[] = [];
let databases: FreshDatabase[] = [];

beforeAll(async () => {
  nats = await freshNats({ config: natsConfig(PASSWORDS), users: PASSWORDS });
});
afterEach(async () => {
  for (const connection of open) await connection.close();
  for (const service of services) await service.stop();
  for (const database of databases) await database.drop();
  [open, services, databases] = [[], [], []];
});
afterAll(() => nats?.stop());

async function as(user: NatsUser): Promise<NatsConnection> {
  const connection = await connect(natsConnection(nats.urlOf(user), user));
  open.push(connection);
  return connection;
}

/** What the server says about a publication or subscription: nothing, when it is allowed. */
async function denial(user: NatsUser, act: (connection: NatsConnection) => void): Promise<string | undefined> {
  const connection = await as(user);
  const denied = (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'error') return status.error.message;
    }
    return undefined;
  })();
  act(connection);
  await connection.flush();
  await connection.close();
  return denied;
}

async function mayPublish(user: NatsUser, subject: string): Promise<boolean> {
  return (await denial(user, (connection) => connection.publish(subject, '{}'))) === undefined;
}

async function mayRead(user: NatsUser, subject: string): Promise<boolean> {
  const said = await denial(user, (connection) => connection.subscribe(subject, { callback: () => undefined }));
  return said === undefined;
}

async function newDatabase(service: Service): Promise<FreshDatabase> {
  const made = await freshDatabase(service, messagingMigrations);
  databases.push(made);
  return made;
}

describe('the permissions of the bus', () => {
  const pairs = NATS_USERS.flatMap((user) => SERVICES.map((service) => [user, service] as const));

  it.each(pairs)('let %s say what %s says only when they are the same', async (user, service) => {
    expect(await mayPublish(user, `${service}.something-happened.v1.NL-1`)).toBe(user === service);
    expect(await mayPublish(user, headsOf(service))).toBe(user === service);
    expect(await mayPublish(user, committedBy(service))).toBe(user === service);
  });

  it.each(pairs)('let %s change the stream of %s only when they are the same', async (user, service) => {
    const { name } = streamOf(service);
    expect(await mayPublish(user, `$JS.API.STREAM.UPDATE.${name}`)).toBe(user === service);
    expect(await mayPublish(user, `$JS.API.STREAM.DELETE.${name}`)).toBe(false);
    expect(await mayPublish(user, `$JS.API.STREAM.PURGE.${name}`)).toBe(false);
    expect(await mayPublish(user, `$JS.API.STREAM.MSG.DELETE.${name}`)).toBe(false);
  });

  it.each([
    ['coverage', 'holdings', true],
    ['coverage', 'agreements', true],
    ['agreements', 'coverage', true],
    ['holdings', 'agreements', true],
    ['holdings', 'coverage', false],
    ['gateway', 'holdings', false],
  ] as const)('let %s hear %s: %s', async (hearer, source, may) => {
    const { name } = streamOf(source);
    expect(await mayPublish(hearer, `$JS.API.CONSUMER.CREATE.${name}.${hearer}.${source}.>`)).toBe(may);
    expect(await mayPublish(hearer, `$JS.API.CONSUMER.MSG.NEXT.${name}.${hearer}`)).toBe(may);
    expect(await mayPublish(hearer, askOf(source, 'snapshot'))).toBe(may);
    // Never in the name of another hearer.
    expect(await mayPublish(hearer, `$JS.API.CONSUMER.MSG.NEXT.${name}.other`)).toBe(false);
  });

  it('let the gateway read events, heads and progress, and say nothing at all', async () => {
    for (const subject of ['holdings.>', 'agreements.>', 'coverage.>', 'heads.*', progressOf('NL-1')]) {
      expect(await mayRead('gateway', subject)).toBe(true);
    }
    for (const subject of ['anything', 'heads.holdings', askOf('holdings', 'outbox.head'), '_INBOX.holdings.x']) {
      expect(await mayPublish('gateway', subject)).toBe(false);
    }
  });

  it('let nobody read the answers that another waits for, nor the questions that another answers', async () => {
    expect(await mayRead('gateway', '_INBOX.>')).toBe(false);
    expect(await mayRead('coverage', '_INBOX.holdings.>')).toBe(false);
    expect(await mayRead('coverage', askOf('holdings', '>'))).toBe(false);
    expect(await mayRead('coverage', '>')).toBe(false);
  });

  it('suffice for a service to publish, to hear, to ask and to answer', async () => {
    const [source, hearer] = [await newDatabase('agreements'), await newDatabase('coverage')];
    await hearer.orm.em.fork().execute(EFFECTS);
    const agreements = await startService('agreements', { databaseUrl: source.url, natsUrl: nats.urlOf('agreements') });
    const coverage = await startService('coverage', {
      databaseUrl: hearer.url,
      natsUrl: nats.urlOf('coverage'),
      controllers: [RecordParticipants],
    });
    services.push(coverage, agreements);
    const listener = await as('gateway');
    const heard = listener.subscribe('agreements.>', { max: 1 });
    await agreements.say([participant('NL-1')]);
    await eventually(async () =>
      expect(await hearer.orm.em.fork().execute('select isil from effect')).toEqual([{ isil: 'NL-1' }]),
    );
    for await (const event of heard) expect(event.headers?.get('ce-type')).toBe('agreements.participant-changed.v1');
    // The acknowledgement arrived, too.
    await eventually(async () => {
      const connection = await as('coverage');
      const answer = await connection.request('$JS.API.CONSUMER.INFO.AGREEMENTS.coverage');
      expect(answer.json()).toMatchObject({ num_ack_pending: 0, ack_floor: { stream_seq: 1 } });
    });
  });
});
