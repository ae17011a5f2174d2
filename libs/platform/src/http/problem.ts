import { Refusal, type RefusalDetail, type RefusalParameters } from '#libs/kernel';
import { HttpException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** A failure as HTTP tells it (RFC 9457), with the refusal's code and places. */
export class Problem {
  @ApiProperty() readonly type!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty() readonly status!: number;
  @ApiProperty({ description: 'Stable, for machines: <subject>.<reason>' }) readonly code!: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) readonly detail!: string;
  @ApiProperty({ required: false }) readonly details?: readonly RefusalDetail[];
  @ApiProperty({ required: false, description: 'What the detail is about, by name' })
  readonly parameters?: RefusalParameters;
  @ApiProperty({ required: false, description: 'Find the log lines of this request by it' }) readonly trace?: string;
}

const TITLES: Record<number, string> = {
  400: 'Malformed',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Refused',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Kind not supported',
  422: 'Not valid',
  503: 'Not available',
};

/** What each refusal means over HTTP is decided by the last part of its code. */
export function statusOf(code: string): number {
  const reason = code.slice(code.indexOf('.') + 1);
  if (reason === 'not-signed-in') return 401;
  if (reason === 'unknown') return 404;
  if (reason.startsWith('not-yours') || reason.startsWith('not-allowed')) return 403;
  if (reason === 'malformed') return 400;
  if (reason === 'invalid') return 422;
  if (reason === 'stale') return 412;
  if (reason === 'too-large') return 413;
  if (reason === 'unavailable') return 503;
  return 409;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) {
    const { code, message, details, parameters } = error;
    return made(statusOf(code), code, message, {
      ...(details.length > 0 && { details }),
      ...(Object.keys(parameters).length > 0 && { parameters }),
    });
  }
  if (error instanceof HttpException) {
    return made(error.getStatus(), 'http.refused', error.message);
  }
  const status = statusCodeOf(error);
  if (status !== undefined && error instanceof Error) return made(status, 'http.refused', error.message);
  return made(
    500,
    'http.failed',
    'Something went wrong on our side. Try again; if it stays, tell the administrator the trace.',
  );
}

/** Fastify's own errors carry the status that they mean. */
function statusCodeOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function made(
  status: number,
  code: string,
  detail: string,
  more: Pick<Problem, 'details' | 'parameters'> = {},
): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Failed', status, code, detail, ...more };
}
