import type { Constructor, EntityName } from '@mikro-orm/core';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { track } from './connection.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly entities?: readonly EntityName[];
  /** In the order in which they are applied. */
  readonly migrations: readonly Constructor<Migration>[];
  /** Connections at most. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/** Milliseconds. A new connection has to plan each of its statements anew; what comes now and then should not wait for that. */
const KEPT_IDLE = 10 * 60_000;

/** How MikroORM is set up everywhere: services, commands and tests alike. */
export function ormOptions({
  url,
  entities = [],
  migrations,
  poolSize = 10,
  applicationName,
}: DatabaseOptions): Options {
  return defineConfig({
    clientUrl: url,
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    pool: { min: 0, max: poolSize, idleTimeoutMillis: KEPT_IDLE },
    driverOptions: {
      onPoolCreated: (pool: Pool) => track(pool),
      ...(applicationName === undefined ? {} : { application_name: applicationName }),
    },
    migrations: {
      tableName: 'migration',
      migrationsList: migrations.map((migration) => ({ name: migration.name, class: migration })),
      snapshot: false,
      allOrNothing: true,
    },
  });
}
