import { NATS_USERS, natsPermissions, type NatsUser, type Permissions } from './permissions.ts';

export interface NatsServerConfig {
  /** Passwords, or names of environment variables that hold them: `$HOLDINGS_NATS_PASSWORD`. */
  readonly users: Readonly<Record<NatsUser, string>>;
  readonly storeDir: string;
  readonly host?: string;
  readonly port?: number;
  readonly monitorPort?: number;
  /** Synced on every message. Only for servers from 2.10 on; earlier ones do not start with it. */
  readonly syncAlways?: boolean;
}

/** Bytes of a message at most. */
export const MAX_PAYLOAD = 4 * 1024 ** 2;

/** The whole configuration of a single nats-server, 2.9 and newer. */
export function natsServerConfig({
  storeDir,
  users,
  host,
  port,
  monitorPort,
  syncAlways = false,
}: NatsServerConfig): string {
  return [
    ...(host === undefined ? [] : [`host: ${JSON.stringify(host)}`]),
    ...(port === undefined ? [] : [`port: ${port}`]),
    ...(monitorPort === undefined ? [] : [`http: ${JSON.stringify(`${host ?? '127.0.0.1'}:${monitorPort}`)}`]),
    'jetstream {',
    `  store_dir: ${JSON.stringify(storeDir)}`,
    ...(syncAlways ? ['  sync_interval: always'] : []),
    '}',
    natsConfig(users),
  ].join('\n');
}

/** Who may do what, and the limit of a message: the part of the configuration that is the same wherever NATS runs. */
export function natsConfig(users: Readonly<Record<NatsUser, string>>): string {
  const permissions = natsPermissions();
  return [
    `max_payload: ${MAX_PAYLOAD}`,
    'authorization {',
    '  users = [',
    ...NATS_USERS.map((user) => userEntry(user, users[user], permissions[user])),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function userEntry(user: NatsUser, password: string, { publish, subscribe, answers }: Permissions): string {
  const secret = /^\$[A-Za-z_]\w*$/.test(password) ? password : JSON.stringify(password);
  return [
    '    {',
    `      user: ${JSON.stringify(user)}, password: ${secret}`,
    '      permissions {',
    `        publish: ${publish.length === 0 ? '{ deny: [">"] }' : `{ allow: ${JSON.stringify(publish)} }`}`,
    `        subscribe: { allow: ${JSON.stringify(subscribe)} }`,
    // One answer, or as many as a stream of rows takes, for as long as a question may wait.
    ...(answers ? ['        allow_responses: { max: 1000, expires: "1m" }'] : []),
    '      }',
    '    }',
  ].join('\n');
}
