import { HEARS, type Service, SERVICES, streamOf } from '#libs/contracts';
import { inboxOf } from './nats.ts';
import { askOf, committedBy, headsOf, progressOf } from './subjects.ts';

/** The users of the bus: the services, and the gateway, which only listens. */
export const NATS_USERS = [...SERVICES, 'gateway'] as const;
export type NatsUser = (typeof NATS_USERS)[number];

/** What a user of the bus may do; everything else is refused. */
export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer what it was asked, wherever the answer is wanted. */
  readonly answers: boolean;
}

/** Least privilege, from the contracts: each service says only its own, and reads only as the hearer that it is. */
export function natsPermissions(): Record<NatsUser, Permissions> {
  const services = SERVICES.map((service) => [service, ofService(service)] as const);
  return Object.fromEntries([...services, ['gateway', ofGateway()]]) as Record<NatsUser, Permissions>;
}

function ofService(service: Service): Permissions {
  const { name, subjects } = streamOf(service);
  return {
    publish: [
      ...subjects,
      headsOf(service),
      committedBy(service),
      ...(service === 'holdings' ? [`${progressOf('*').slice(0, -1)}>`] : []),
      ...['CREATE', 'UPDATE', 'INFO'].map((act) => `$JS.API.STREAM.${act}.${name}`),
      ...HEARS[service].flatMap((source) => hearing(service, source)),
    ],
    subscribe: [`${inboxOf(service)}.>`, askOf(service, '>'), headsOf('*'), committedBy(service)],
    answers: true,
  };
}

/** As one durable consumer on the source's stream, and by asking the source. */
function hearing(hearer: Service, source: Service): string[] {
  const { name } = streamOf(source);
  return [
    askOf(source, '>'),
    `$JS.API.CONSUMER.CREATE.${name}.${hearer}.>`,
    `$JS.API.CONSUMER.INFO.${name}.${hearer}`,
    `$JS.API.CONSUMER.MSG.NEXT.${name}.${hearer}`,
    `$JS.ACK.${name}.${hearer}.>`,
    // The form of servers that name domain and account.
    `$JS.ACK.*.*.${name}.${hearer}.>`,
  ];
}

function ofGateway(): Permissions {
  const events = SERVICES.flatMap((service) => streamOf(service).subjects);
  return {
    publish: [],
    subscribe: [...events, headsOf('*'), `${progressOf('*').slice(0, -1)}>`, `${inboxOf('gateway')}.>`],
    answers: false,
  };
}
