import { SERVICES, type Service } from '#libs/contracts';
import type { ConnectionOptions } from '@nats-io/transport-node';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';

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
    // A bus that is away is waited for; nothing of a service but its events depends on it.
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    ignoreAuthErrorAbort: true,
    pingInterval: 10_000,
  };
}

/** Where answers to this user come. */
export function inboxOf(user: string): string {
  return `_INBOX.${user}`;
}

/** Nest's own NATS transport, for questions; the instances of a service share them. */
export function questionTransport(service: Service, url: string): MicroserviceOptions {
  return { transport: Transport.NATS, options: { ...natsConnection(url, service), queue: service } };
}

/** A service that publishes, by its name. */
export function serviceNamed(name: string): Service {
  const service = SERVICES.find((known) => known === name);
  if (service === undefined) throw new Error(`No service '${name}'; there are ${SERVICES.join(', ')}`);
  return service;
}
