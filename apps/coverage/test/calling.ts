import type { RunningCoverage } from './running.ts';

export interface Person {
  readonly sub?: string;
  readonly roles: readonly string[];
  readonly participant?: string;
}

interface Request {
  /** `undefined`: nobody who is signed in. */
  readonly as?: Person | undefined;
  readonly body?: string | object | undefined;
  readonly type?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** Asks the service over HTTP, as somebody. */
export async function request(
  coverage: RunningCoverage,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { as, body, type = typeof body === 'string' ? 'application/yaml' : 'application/json' }: Request = {},
): Promise<Answer> {
  const authorization = as === undefined ? {} : { authorization: `Bearer ${await coverage.issuer.token(as)}` };
  const answer = await coverage.app.inject({
    method,
    url,
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { payload: body }),
  });
  const isJson = answer.headers['content-type']?.includes('json') === true;
  const told = isJson ? answer.json<Record<string, unknown>>() : {};
  return { status: answer.statusCode, text: answer.body, body: told };
}
