import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Account, Accounts } from './accounts.ts';
import { readClients } from './clients.ts';
import type { IdentityConfiguration } from './configuration.ts';
import { demoAccounts } from './demo-accounts.ts';
import { readKeys } from './keys.ts';
import { makeProvider } from './provider.ts';
import { readList } from './read-list.ts';
import { requests } from './requests.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts the provider; it serves until stopped. */
export async function startIdentity(configuration: IdentityConfiguration): Promise<Running> {
  const logger = pino({ name: 'identity', level: configuration.LOG_LEVEL });
  const accounts = readAccounts(configuration);
  if (accounts.demo.length > 0) {
    logger.warn({ accounts: accounts.demo.length }, 'Some accounts have no password: for demonstration only');
  }
  const provider = makeProvider({
    configuration,
    keys: await readKeys(configuration.KEYS_FILE),
    accounts,
    clients: readClients(configuration),
  });
  provider.on('server_error', (_ctx, error) => logger.error(error));
  provider.on('grant.error', (ctx, error) => logger.warn({ denied: error.message, client: ctx.oidc.client?.clientId }));
  const server = createServer(requests({ issuer: new URL(configuration.ISSUER), provider, accounts, logger }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(configuration.HTTP_PORT, configuration.HTTP_HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  logger.info(`identity listens on http://${configuration.HTTP_HOST}:${port}`);
  return { port, stop: () => stopped(server) };
}

function readAccounts({ ACCOUNTS_FILE: file }: IdentityConfiguration): Accounts {
  return new Accounts(file === undefined ? demoAccounts() : readList(Account, file));
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
