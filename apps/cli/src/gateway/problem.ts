import type { RefusalDetail } from '#libs/kernel';

/** A no from the system, as problem+json tells it. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly RefusalDetail[] = [],
    /** By which the log lines of the request are found. */
    readonly trace: string | null = null,
  ) {
    super(message);
  }
}

interface ProblemBody {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly title?: unknown;
  readonly details?: unknown;
  readonly trace?: unknown;
}

/** Reads the body of an answer that is not a success; whatever it holds, something readable comes of it. */
export function problemOf(status: number, contentType: string, body: string): Problem {
  const told = contentType.includes('json') ? parsed(body) : {};
  const code = typeof told.code === 'string' ? told.code : `http.${status}`;
  const message = [told.detail, told.title].find((it): it is string => typeof it === 'string' && it !== '');
  const details = Array.isArray(told.details) ? told.details.filter(isDetail) : [];
  const trace = typeof told.trace === 'string' ? told.trace : null;
  return new Problem(status, code, message ?? `The system answered ${status} without a reason`, details, trace);
}

function parsed(body: string): ProblemBody {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function isDetail(value: unknown): value is RefusalDetail {
  const { at, message } = (value ?? {}) as Partial<RefusalDetail>;
  return typeof at === 'string' && typeof message === 'string';
}

/** The system cannot be asked at all. */
export function unreachable(url: string, error: unknown): Problem {
  return new Problem(
    0,
    'gateway.unreachable',
    `${new URL(url).origin} does not answer (${reasonOf(error)}). Is the system running there? Set --url or COLLECTIE_URL to its address`,
  );
}

/** A service began to answer, and did not come to the end of it. */
export function brokenOff(service: string, reason: string): Problem {
  return new Problem(0, 'gateway.broken', `${service} stopped before it had an answer (${reason}). Try again`);
}

/** Why a connection failed, in the few words that there are. */
export function reasonOf(error: unknown): string {
  const { cause = error, message } = error as { readonly cause?: unknown; readonly message?: string };
  const { code, message: why } = cause as { readonly code?: string; readonly message?: string };
  return [code, why, message].find((it) => it !== undefined && it !== '') ?? 'no reason given';
}
