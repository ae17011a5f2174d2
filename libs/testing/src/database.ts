import { createHash, randomBytes } from 'node:crypto';
import type { Constructor, EntityName } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { DATABASE_FORM } from '#libs/embedded';
import { migrate, ormOptions } from '#libs/platform';
import { ask } from './coordinator.ts';

/** A migrated database that one test file has for itself. */
export interface FreshDatabase {
  readonly orm: MikroORM;
  /** Its address with the service's own login, as the service would have it. */
  readonly url: string;
  /** Its address with the superuser's login, for what only tests do. */
  readonly adminUrl: string;
  /** Closes `orm` and drops the database; fails when the test left other connections open. */
  drop(): Promise<void>;
}

/**
 * A copy of the service's migrated database. The migrations run once per test run, into a template; a copy takes a
 * fraction of that.
 */
export async function freshDatabase(
  service: string,
  migrations: readonly Constructor<Migration>[],
  entities: readonly EntityName[] = [],
): Promise<FreshDatabase> {
  const server = await ask<string>('POST', '/postgres');
  const login = `test_${service}`;
  const names = migrations.map((migration) => migration.name).join();
  const hash = createHash('sha256').update(names).digest('hex').slice(0, 8);
  const run = process.env['TEST_RUN'] ?? '';
  const template = `test_${run}_${service}_${hash}`;
  const database = `${template}_${randomBytes(3).toString('hex')}`;
  const urlOf = (name: string): string => address(server, name, login, login);

  await withAdmin(server, async (admin) => {
    // One process makes the template, the others wait for it.
    await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
    const made = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (made.rowCount === 0) {
      await makeLogin(admin, login);
      await admin.query(`create database "${template}" owner "${login}" ${DATABASE_FORM}`);
      const orm = await MikroORM.init({ ...ormOptions({ url: urlOf(template), migrations }), logger: quiet });
      await migrate(orm);
      await orm.close(true);
      await admin.query(`alter database "${template}" is_template true`);
    }
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
    await admin.query(`create database "${database}" template "${template}" owner "${login}"`);
  });
  const orm = await MikroORM.init({ ...ormOptions({ url: urlOf(database), migrations, entities }), logger: quiet });
  return {
    orm,
    url: urlOf(database),
    adminUrl: address(server, database),
    async drop() {
      await orm.close(true);
      await withAdmin(server, async (admin) => {
        const left = await connectionsLeft(admin, database);
        await admin.query(`drop database if exists "${database}" with (force)`);
        if (left.length > 0) throw new Error(`Connections left open, so a leak: ${left.join('; ')}`);
      });
    },
  };
}

const quiet = (): void => {};

async function makeLogin(admin: Client, login: string): Promise<void> {
  // Under a lock of its own, since templates of several services are made at once.
  await admin.query('select pg_advisory_lock(hashtext($1))', [login]);
  const known = await admin.query('select from pg_roles where rolname = $1', [login]);
  if (known.rowCount === 0) await admin.query(`create role "${login}" login password '${login}'`);
  await admin.query('select pg_advisory_unlock(hashtext($1))', [login]);
}

/** Connections end a moment after they are closed, so some patience. */
async function connectionsLeft(admin: Client, database: string): Promise<string[]> {
  const deadline = Date.now() + 2000;
  for (;;) {
    const { rows } = await admin.query<{ what: string }>(
      `select concat_ws(' ', application_name, state, left(query, 80)) as what
         from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map(({ what }) => what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function withAdmin(server: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: server });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function address(server: string, database: string, user?: string, password?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
