import type { MikroORM } from '@mikro-orm/postgresql';

/** Any number will do, as long as nothing else in the same database locks it. */
const MIGRATING = 4_207_001;

/** Brings the database up to date. Instances that start together take turns; the later ones find nothing to do. */
export async function migrate(orm: MikroORM): Promise<void> {
  const pool = await orm.em.getDriver().getConnection().getNativeClient();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATING]);
    await orm.migrator.up();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATING]);
    client.release();
  }
}
