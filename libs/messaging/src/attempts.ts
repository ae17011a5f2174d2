import type { Service } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Tries } from './options.ts';
import { bound } from './sql.ts';

/** How often an event was tried, this time included, and how often the process did not live to tell the result. */
export interface Attempts {
  readonly tries: number;
  readonly crashes: number;
}

/** Puts a try on record before it is made. A `forgiven` one repeats a try whose failure the event had no part in. */
export async function beginAttempt(
  em: EntityManager,
  source: Service,
  sequence: number,
  forgiven: boolean,
): Promise<Attempts> {
  const [attempts = { tries: 1, crashes: 0 }] = await bound<Attempts>(
    em,
    `insert into attempt (source, sequence, tries, running) values ($1, $2, 1, true)
     on conflict (source, sequence) do update
        set tries = attempt.tries + (not $3)::int,
            crashes = attempt.crashes + (attempt.running and not $3)::int,
            running = true, at = clock_timestamp()
     returning tries, crashes`,
    [source, sequence, forgiven],
  );
  return attempts;
}

/** The try failed, and the process is there to say so. */
export async function failAttempt(em: EntityManager, source: Service, sequence: number): Promise<void> {
  await bound(em, `update attempt set running = false where source = $1 and sequence = $2`, [source, sequence]);
}

/** How often an event that failed like this is tried. */
export function triesFor(error: unknown, tries: Tries): number {
  if (!(error instanceof Refusal)) return tries.failing;
  if (error.code.startsWith('event.')) return 1;
  return error.code.endsWith('.unknown') ? tries.unknown : tries.refused;
}

export function backoff(tried: number, { backoff: first }: Tries): number {
  return Math.min(first * 2 ** (tried - 1), 5000);
}

/** The database went away or shut down: nothing was learned about the event. */
export function isOutage(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return (
    (typeof code === 'string' && /^(08|57P0|25P03|53300|ECONN|EPIPE|ETIMEDOUT)/.test(code)) ||
    /Connection terminated|not queryable|client has encountered a connection error/i.test(message)
  );
}
