type Messaging = Pick<typeof import('#libs/messaging'), 'natsConfig' | 'natsServerConfig'>;

/** Passwords come from the environment of the server. (One that is all digits must be put in quotes there.) */
const users = {
  holdings: '$HOLDINGS_NATS_PASSWORD',
  agreements: '$AGREEMENTS_NATS_PASSWORD',
  coverage: '$COVERAGE_NATS_PASSWORD',
  gateway: '$GATEWAY_NATS_PASSWORD',
};

/** The configuration files of NATS in this folder, by name: for one server, and for each of three in a cluster. */
export function natsFiles({ natsConfig, natsServerConfig }: Messaging): Record<string, string> {
  const origin = '# Made from libs/contracts by `npm run nats-config`; do not edit.\n';
  const server = { host: '0.0.0.0', port: 4222, monitorPort: 8222 };
  const single = natsServerConfig({ ...server, users, storeDir: '/data', syncAlways: true });
  const cluster = [
    'server_name: $NATS_SERVER_NAME',
    `host: "${server.host}"`,
    `port: ${server.port}`,
    `http: "${server.host}:${server.monitorPort}"`,
    'jetstream {',
    '  store_dir: "/data"',
    '  sync_interval: always',
    '}',
    'cluster {',
    '  name: collectieplan',
    '  listen: "0.0.0.0:6222"',
    '  authorization { user: route, password: $ROUTE_NATS_PASSWORD }',
    // Whole addresses, since a variable cannot stand inside a string here.
    '  routes: [$NATS_ROUTE_1, $NATS_ROUTE_2, $NATS_ROUTE_3]',
    '}',
    natsConfig(users),
  ].join('\n');
  return { 'nats.conf': origin + single, 'nats-cluster.conf': origin + cluster };
}
