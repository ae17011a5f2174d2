import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { eventually } from './eventually.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { FragileNats, freshNats } from './nats.ts';

class Shelf20260101 extends Migration {
  override up(): void {
    this.addSql('create table shelf (id int primary key)');
  }
}

describe('a fresh database', () => {
  let first: FreshDatabase;
  beforeAll(async () => {
    first = await freshDatabase('testing', [Shelf20260101]);
  });
  afterAll(() => first.drop());

  it('is migrated, and what one test writes another does not see', async () => {
    await first.orm.em.execute('insert into shelf values (1)');
    const second = await freshDatabase('testing', [Shelf20260101]);
    expect(await second.orm.em.execute('select * from shelf')).toEqual([]);
    await second.drop();
  });

  it('belongs to the login of its service, which is no superuser', async () => {
    const [row] = await first.orm.em.execute(
      `select current_user::text as login, rolsuper as super from pg_roles where rolname = current_user`,
    );
    expect(row).toEqual({ login: 'test_testing', super: false });
  });

  it('tells of a connection that a test left open', async () => {
    const leaky = await freshDatabase('testing', [Shelf20260101]);
    const client = new Client({ connectionString: leaky.url, application_name: 'left by a test' });
    client.on('error', () => {});
    await client.connect();
    await expect(leaky.drop()).rejects.toThrow('left by a test');
    await client.end().catch(() => {});
  });
});

describe('a fresh NATS server', () => {
  it('is for one test, with the users it asked for', async () => {
    const nats = await freshNats({
      config: 'authorization { users = [ { user: alice, password: "secret" } ] }',
      users: { alice: 'secret' },
    });
    await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow(/authorization/i);
    const { username, password } = new URL(nats.urlOf('alice'));
    const connection = await connect({ servers: nats.url, user: username, pass: password, reconnect: false });
    await connection.close();
    await nats.stop();
  });

  it('tells of a connection that a test left open', async () => {
    const nats = await freshNats();
    const connection = await connect({ servers: nats.url, name: 'left by a test', reconnect: false });
    await expect(nats.stop()).rejects.toThrow('left by a test');
    await connection.close().catch(() => {});
  });
});

it('comes back at the same address after a fragile server was killed', async () => {
  const nats = await FragileNats.start();
  const { url, pid } = nats;
  await nats.kill();
  await expect(connect({ servers: url, reconnect: false })).rejects.toThrow(/refused/i);
  await nats.restart();
  expect([nats.url, nats.pid === pid]).toEqual([url, false]);
  await (await connect({ servers: url })).close();
  await nats.stop();
});

describe('waiting for a state', () => {
  it('gives what the attempt gave once it succeeds', async () => {
    let tries = 0;
    const attempt = (): string => {
      if (++tries < 3) throw new Error('not yet');
      return 'there';
    };
    expect(await eventually(attempt, { every: 1 })).toBe('there');
  });

  it('throws the last failure when time is up', async () => {
    let tries = 0;
    const attempt = (): never => {
      throw new Error(`failure ${++tries}`);
    };
    await expect(eventually(attempt, { timeout: 20, every: 5 })).rejects.toThrow(/failure [2-9]/);
  });
});
