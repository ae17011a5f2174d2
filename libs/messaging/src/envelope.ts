import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { Service } from '#libs/contracts';

/** An event as it travels: what its source wrote down, and the place it has among everything that source said. */
export interface Envelope {
  readonly source: Service;
  readonly epoch: string;
  /** Gapless within the epoch; the event before has the number before. */
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly traceparent: string | null;
  /** JSON, not yet looked at. */
  readonly data: string;
}

/** CloudEvents 1.0 in binary mode, with the order of the source beside it. */
export function headersOf(event: Envelope): MsgHdrs {
  const all = headers();
  all.set('ce-specversion', '1.0');
  all.set('ce-id', event.id);
  all.set('ce-type', event.type);
  all.set('ce-source', `/${event.source}`);
  all.set('ce-time', event.time);
  all.set('ce-dataschema', `/schemas/${event.type}.json`);
  all.set('content-type', 'application/json');
  all.set('collectie-epoch', event.epoch);
  all.set('collectie-sequence', String(event.sequence));
  if (event.traceparent !== null) all.set('traceparent', event.traceparent);
  return all;
}

/** A message as it came, where its headers do not say what an event's must. */
export type Foreign = Omit<Envelope, 'epoch' | 'sequence'>;

/** Reads a message of a source's stream. */
export function envelopeOf(
  source: Service,
  message: { subject: string; headers?: MsgHdrs | undefined; string(): string },
): Envelope | Foreign {
  const header = (name: string) => message.headers?.get(name) ?? '';
  const foreign = {
    source,
    id: header('ce-id'),
    type: header('ce-type'),
    subject: message.subject,
    time: header('ce-time'),
    traceparent: header('traceparent') || null,
    data: message.string(),
  };
  const epoch = header('collectie-epoch');
  const sequence = Number(header('collectie-sequence'));
  const whole =
    foreign.id !== '' && foreign.type !== '' && epoch !== '' && Number.isSafeInteger(sequence) && sequence > 0;
  return whole ? { ...foreign, epoch, sequence } : foreign;
}

export function isEnvelope(event: Envelope | Foreign): event is Envelope {
  return 'sequence' in event;
}
