import type { Service } from '#libs/contracts';
import { preparedAlone } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Envelope } from './envelope.ts';
import { bound, inOneTrip } from './sql.ts';

/** How far a source is: its last numbered event, and up to which of them the bus has acknowledged. */
export interface Head {
  readonly epoch: string;
  readonly sequence: number;
}

export interface RelayState extends Head {
  readonly published: number;
}

/** Events of a page at most, beside the limit in bytes. */
export const PAGE_EVENTS = 500;
/** Rows that are numbered in one transaction. */
export const MOST_NUMBERED = 2000;

/** What came of numbering. */
export interface Numbering {
  readonly numbered: number;
  /** The last number that was given. */
  readonly head: number;
  /** Rows are left that cannot be numbered yet, or were more than the limit. */
  readonly remaining: boolean;
}

const numberSome = preparedAlone<Omit<Numbering, 'head'> & { head: string }>(
  `select numbered, head::text, remaining from number_outbox($1)`,
);

/**
 * Numbers what was committed, without gaps. A row is numbered only when every transaction of this database that began
 * before its own has ended, so that nothing can ever come before it any more; and in the order of (transaction, position),
 * which is the same whoever does it, and the same again after a crash.
 */
export async function number(em: EntityManager, most: number): Promise<Numbering> {
  const [row] = await numberSome(em, most);
  return { ...row!, head: Number(row!.head) };
}

const firstUnnumbered = preparedAlone<{ due: boolean }>(
  `select txid < outbox_oldest_running() as due
     from outbox where sequence is null order by txid, position limit 1`,
);

/** Whether rows may be numbered, or there are only such as have to wait for an older transaction; or none at all. */
export async function unnumbered(em: EntityManager): Promise<'due' | 'waiting' | 'none'> {
  const [first] = await firstUnnumbered(em);
  return first === undefined ? 'none' : first.due ? 'due' : 'waiting';
}

/**
 * Numbers all that may be numbered now. Whoever tells how far the source is does so first: a crash of the database may have
 * taken numbers that others have heard of, and they would think that the source began anew.
 */
export async function numberDue(em: EntityManager): Promise<void> {
  while ((await unnumbered(em)) === 'due' && (await number(em, MOST_NUMBERED)).numbered === MOST_NUMBERED);
}

interface StateRow {
  readonly epoch: string;
  readonly head: string;
  readonly published: string;
}

const STATE = `select epoch, sequence::text as head, published::text as published from relay`;

const readState = preparedAlone<StateRow>(STATE);

export async function relayState(em: EntityManager): Promise<RelayState> {
  const [row] = await readState(em);
  return stateOf(row);
}

function stateOf(row: StateRow | undefined): RelayState {
  if (row === undefined) throw new Error('The table relay is empty; the migration MessagingTables fills it');
  return { epoch: row.epoch, sequence: Number(row.head), published: Number(row.published) };
}

type LogRow = Omit<Envelope, 'source' | 'epoch' | 'sequence'> & { readonly sequence: string };

/** The events after one number and up to another that fit, at least one; each argument is a piece of SQL. */
function pageOf(after: string, upTo: string, bytes: string): string {
  return `select page.sequence::text, id, type, subject, traceparent, data,
                 to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time
            from (select *, sum(octet_length(data)) over (order by sequence) as upto
                    from outbox where sequence > ${after} and sequence <= ${upTo}) page
           where upto - octet_length(data) < ${bytes}
           order by page.sequence`;
}

function envelopesOf(rows: readonly LogRow[], source: Service, epoch: string): Envelope[] {
  return rows.map((row) => Object.assign({}, row, { source, epoch, sequence: Number(row.sequence) }));
}

const readPage = preparedAlone<LogRow>(pageOf('$1::bigint', '$2::bigint', '$3'));

/** Events after a number and up to another, in order, within a limit in bytes but at least one. */
export async function readLog(
  em: EntityManager,
  source: Service,
  epoch: string,
  range: { after: number; upTo: number },
  bytes: number,
): Promise<Envelope[]> {
  const last = Math.min(range.upTo, range.after + PAGE_EVENTS);
  const rows = await readPage(em, range.after, last, bytes);
  return envelopesOf(rows, source, epoch);
}

const readNext = preparedAlone<StateRow & (LogRow | { readonly id: null })>(
  `select state.*, log.*
     from (${STATE}) state
     left join lateral (${pageOf('published::bigint', `least(head::bigint, published::bigint + ${PAGE_EVENTS})`, '$1')}) log
       on true
    order by log.sequence::bigint`,
);

/** How far the source and its publication are, with the first events that the bus has not got. */
export async function readUnpublished(
  em: EntityManager,
  source: Service,
  bytes: number,
): Promise<{ state: RelayState; page: Envelope[] }> {
  const rows = await readNext(em, bytes);
  const state = stateOf(rows[0]);
  const log = rows.flatMap(({ head: _head, published: _published, ...row }) => (row.id === null ? [] : [row]));
  return { state, page: envelopesOf(log, source, state.epoch) };
}

/**
 * Notes that the bus has everything up to a number. Only for the holder of the lease: one that was overtaken must not
 * undo a rewind. Need not reach the disk at once, since publishing again does no harm.
 */
export async function markPublished(em: EntityManager, holder: string, upTo: number): Promise<void> {
  await inOneTrip(em, [
    `set local synchronous_commit = off`,
    `update relay set published = greatest(published, ${upTo})
      where exists (select from lease where name = 'relay' and holder = '${holder}')`,
  ]);
}

/** The stream lost what it had: what is still in the outbox is published again. */
export async function rewind(em: EntityManager): Promise<void> {
  await em
    .fork()
    .execute(
      `update relay set published = least(published, coalesce((select min(sequence) - 1 from outbox where sequence > 0), sequence))`,
    );
}

/** The lowest number that the outbox still has; one above the head when it is empty. */
export async function floorOf(em: EntityManager): Promise<number> {
  const [row] = await bound<{ floor: string }>(
    em.fork(),
    `select coalesce((select min(sequence) from outbox where sequence > 0), (select sequence + 1 from relay))::text as floor`,
  );
  return Number(row?.floor ?? 1);
}

/** Up to which number every hearer has passed; 0 as long as one of them never said so. */
export async function passedByAll(em: EntityManager, hearers: readonly Service[]): Promise<number> {
  const [row] = await bound<{ passed: string }>(
    em.fork(),
    `select case when count(*) = cardinality($1::text[]) then least(min(p.sequence), min(r.published)) else 0 end::text as passed
       from hearer_progress p join relay r on r.epoch = p.epoch
      where p.hearer = any ($1::text[])`,
    [hearers],
  );
  return Number(row?.passed ?? 0);
}
