import { type Service, streamOf } from '#libs/contracts';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import type { Messaging } from './options.ts';

const SECOND = 1_000_000_000;
const STREAM_NOT_FOUND = 10_059;

/** What a stream says of itself once its relay knows that it has to begin with the first event that it still has. */
const BEGUN = 'Begun with the first event of the outbox';

/** Seconds after which NATS gives an event that was not settled to a hearer again. */
export const ACK_WAIT = 30;

/**
 * Makes the service's own stream, or brings it to its settings. Never a stream that forgets to make room: publishing
 * must fail instead. Tells whether it was begun; in one that was not, what another once kept is missing. That stands with
 * the stream: who made it may have died before it began it, or never have heard that it made it.
 */
export async function ensureStream(manager: JetStreamManager, options: Messaging): Promise<{ begun: boolean }> {
  const wanted = settings(options);
  const present = await find(manager, wanted.name);
  const { config } = present === undefined ? await manager.streams.add(wanted) : await bring(manager, present, wanted);
  if (config.discard !== DiscardPolicy.New) {
    throw new Error(
      `Stream ${config.name} discards old events when it is full; it must refuse new ones (discard: new)`,
    );
  }
  return { begun: config.description === BEGUN };
}

/** From now on nothing is missing in the stream but what its relay is still to publish. */
export async function noteBegun(manager: JetStreamManager, { service }: Messaging): Promise<void> {
  await manager.streams.update(streamOf(service).name, { description: BEGUN });
}

async function find(manager: JetStreamManager, name: string): Promise<StreamInfo | undefined> {
  try {
    return await manager.streams.info(name);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return undefined;
    throw error;
  }
}

async function bring(manager: JetStreamManager, { config }: StreamInfo, wanted: Settings): Promise<StreamInfo> {
  return manager.streams.update(wanted.name, {
    subjects: wanted.subjects,
    discard: wanted.discard,
    max_bytes: wanted.max_bytes,
    duplicate_window: wanted.duplicate_window,
    num_replicas: Math.max(wanted.num_replicas, config.num_replicas),
  });
}

type Settings = ReturnType<typeof settings>;

function settings({ service, streamBytes, replicas, duplicateSeconds }: Messaging) {
  return {
    ...streamOf(service),
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    max_bytes: streamBytes,
    num_replicas: replicas,
    duplicate_window: duplicateSeconds * SECOND,
  } satisfies Partial<StreamConfig>;
}

/**
 * Makes the place where NATS keeps how far a hearer is in a source's stream. Fails as long as there is no stream. Gives
 * how many messages wait for the hearer, those that it was given and did not settle included.
 */
export async function ensureConsumer(manager: JetStreamManager, hearer: Service, source: Service): Promise<number> {
  const { num_pending: pending, num_ack_pending: unsettled } = await manager.consumers.add(streamOf(source).name, {
    durable_name: hearer,
    name: hearer,
    filter_subject: `${source}.>`,
    ack_policy: AckPolicy.Explicit,
    ack_wait: ACK_WAIT * SECOND,
    max_deliver: -1,
    max_ack_pending: 2000,
    deliver_policy: DeliverPolicy.All,
  });
  return pending + unsettled;
}
