import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Envelope, type Foreign, isEnvelope } from './envelope.ts';
import { bound } from './sql.ts';

/** An event that could not be applied and waits for a person. Those after it went on. */
export interface ParkedEvent {
  readonly id: string;
  readonly source: string;
  readonly sequence: number | null;
  readonly event: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly traceparent: string | null;
  readonly data: string;
  readonly code: string;
  readonly reason: string;
  readonly tries: number;
  readonly parkedAt: string;
}

const COLUMNS = `id, source, sequence::int8::float8 as sequence, event, type, subject, time, traceparent, data, code,
  reason, tries, to_char(parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "parkedAt"`;

export async function park(tx: EntityManager, event: Envelope | Foreign, error: unknown, tries: number): Promise<void> {
  const { code, reason } = cause(error);
  await bound(
    tx,
    `insert into parked (source, sequence, event, type, subject, time, traceparent, data, code, reason, tries)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      event.source,
      isEnvelope(event) ? event.sequence : null,
      event.id,
      event.type,
      event.subject,
      event.time,
      event.traceparent,
      // What PostgreSQL cannot keep in a text.
      event.data.replaceAll('\0', '\uFFFD'),
      code,
      reason,
      tries,
    ],
  );
}

/** Newest first; `after` is the id of the last one seen. */
export async function parkedEvents(em: EntityManager, limit: number, after?: string): Promise<ParkedEvent[]> {
  return bound<ParkedEvent>(
    em,
    `select ${COLUMNS} from parked
      where $2::uuid is null or (parked_at, id) < (select parked_at, id from parked where id = $2::uuid)
      order by parked_at desc, id desc limit $1`,
    [limit, after ?? null],
  );
}

export async function lockParked(tx: EntityManager, id: string): Promise<ParkedEvent> {
  const [row] = await bound<ParkedEvent>(tx, `select ${COLUMNS} from parked where id = $1 for update`, [id]);
  if (row === undefined)
    throw new Refusal('parked.unknown', `No parked event ${id}; it may have been redriven already`);
  return row;
}

export async function removeParked(tx: EntityManager, id: string): Promise<void> {
  await bound(tx, `delete from parked where id = $1`, [id]);
}

export async function noteRedriveFailed(em: EntityManager, id: string, error: unknown): Promise<void> {
  const { code, reason } = cause(error);
  await bound(em, `update parked set tries = tries + 1, code = $2, reason = $3 where id = $1`, [id, code, reason]);
}

export async function parkedCount(em: EntityManager): Promise<number> {
  const [row] = await bound<{ count: number }>(em, `select count(*)::int as count from parked`);
  return row?.count ?? 0;
}

export function cause(error: unknown): { code: string; reason: string } {
  if (error instanceof Refusal) return { code: error.code, reason: error.message };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${String(error)}`;
  return { code: 'handler.failed', reason: reason.replaceAll('\0', '') };
}
