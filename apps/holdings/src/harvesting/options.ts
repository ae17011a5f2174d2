import type { Asking } from './oai/ask.ts';

/** How harvests are carried out. */
export interface Harvesting extends Asking {
  /** Seconds after which another instance takes over from one that fell silent. */
  readonly leaseSeconds: number;
  /** Milliseconds between two looks for work. */
  readonly pollEvery: number;
  /** Milliseconds that one harvest is worked on before another has its turn. */
  readonly turn: number;
  /** Times that one page is asked for before the harvest fails. */
  readonly attempts: number;
  /** Milliseconds of the first pause between two attempts; each next one is twice as long. */
  readonly backoff: number;
}

/** Injection token of `Harvesting`. */
export const HARVESTING = Symbol('harvesting');

export function harvesting(options: Partial<Harvesting> = {}): Harvesting {
  return {
    allowInner: false,
    timeout: 120_000,
    answerLimit: 64 * 1024 ** 2,
    leaseSeconds: 30,
    pollEvery: 1000,
    turn: 30_000,
    attempts: 8,
    backoff: 5000,
    ...options,
  };
}
