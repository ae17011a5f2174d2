export * from './apt.ts';
export { startNats, syncs, type Nats, type NatsOptions } from './nats.ts';
export { natsServer, natsVersion } from './nats-binary.ts';
export * from './ports.ts';
export { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts';
export { createServiceDatabases, DATABASE_FORM } from './service-databases.ts';
export { ServerProcess, type ServerCommand } from './server-process.ts';
export { postmasterEnded } from './postmaster-pid.ts';
export { SMALL_PROCESS } from './small-process.ts';
