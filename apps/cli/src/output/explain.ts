import { Refusal } from '#libs/kernel';
import { Problem } from '../gateway/problem.ts';

const MOST_DETAILS = 20;

/** What went wrong, where, and what to do, for a person to read. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem) && !(error instanceof Refusal)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const shown = error.details.slice(0, MOST_DETAILS).map(({ at, message }) => `  ${at}: ${message}`);
  const more = error.details.length - shown.length;
  const trace =
    error instanceof Problem && error.trace !== null && error.status >= 500 ? [`  trace ${error.trace}`] : [];
  return [`${error.message} [${error.code}]`, ...shown, ...(more > 0 ? [`  … and ${more} more`] : []), ...trace].join(
    '\n',
  );
}

/** The same for machines. */
export function explainAsJson(error: unknown): unknown {
  if (error instanceof Problem) {
    const { status, code, message, details, trace } = error;
    return { error: { status, code, message, details, ...(trace === null ? {} : { trace }) } };
  }
  if (error instanceof Refusal) return { error: { code: error.code, message: error.message, details: error.details } };
  return { error: { code: 'failed', message: error instanceof Error ? error.message : String(error) } };
}
