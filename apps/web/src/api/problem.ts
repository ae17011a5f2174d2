/** What something is about, by name. */
export type ProblemParameters = Readonly<Record<string, string | number>>;

/** Where in what was sent something is wrong. */
export interface ProblemDetail {
  readonly at: string;
  readonly message: string;
  /** The rule that was broken, when it has a name, and what its words are about. */
  readonly rule?: string;
  readonly parameters?: ProblemParameters;
}

/** What a service answered instead of what was asked (RFC 9457), or that it could not be reached at all. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly ProblemDetail[] = [],
    readonly parameters: ProblemParameters = {},
  ) {
    super(message);
  }

  /** The service or the way to it is away; asking again later makes sense. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly details?: readonly ProblemDetail[];
  readonly parameters?: ProblemParameters;
}

/** Reads problem+json, and makes do with whatever else came. */
export function problemFrom(status: number, text: string): Problem {
  const body = parsed(text);
  const code = body.code ?? (status === 0 ? 'offline' : `http.${status}`);
  return new Problem(status, code, body.detail ?? body.title ?? '', body.details ?? [], body.parameters);
}

export function problemOf(error: unknown): Problem {
  return error instanceof Problem
    ? error
    : new Problem(-1, 'unexpected', error instanceof Error ? error.message : String(error));
}

function parsed(text: string): ProblemBody {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
