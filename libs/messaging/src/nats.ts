import { SERVICES, type Service } from '#libs/contracts';
import { connect, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node';
import { pause } from './wake.ts';

/** How to connect to NATS: the login out of the address, and an inbox that only this login may read. */
export function natsConnection(url: string, name: string): ConnectionOptions {
  const addresses = url.split(',').map((address) => new URL(address));
  const first = addresses[0];
  if (first === undefined) throw new Error('NATS_URL is empty; it looks like nats://user:password@host:4222');
  const user = decodeURIComponent(first.username);
  return {
    servers: addresses.map(({ host }) => host),
    name,
    ...(user === '' ? {} : { user, pass: decodeURIComponent(first.password) }),
    inboxPrefix: inboxOf(user === '' ? name : user),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    ignoreAuthErrorAbort: true,
    pingInterval: 10_000,
    timeout: 5000,
  };
}

/** Where answers to this user come. */
export function inboxOf(user: string): string {
  return `_INBOX.${user}`;
}

/** Connects as soon as there is a server, however long that takes; undefined when it is stopped before. */
export async function patientConnection(
  options: ConnectionOptions,
  stop: AbortSignal,
): Promise<NatsConnection | undefined> {
  while (!stop.aborted) {
    try {
      return await connect(options);
    } catch {
      await pause(options.reconnectTimeWait ?? 250, stop);
    }
  }
  return undefined;
}

/** A service that publishes, by its name. */
export function serviceNamed(name: string): Service {
  const service = SERVICES.find((known) => known === name);
  if (service === undefined) throw new Error(`No service '${name}'; there are ${SERVICES.join(', ')}`);
  return service;
}
