import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The W3C trace context that a request or an event carries across services, as a `traceparent` header. */
export type Traceparent = string;

const current = new AsyncLocalStorage<Traceparent>();
const FORM = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Runs `work` as a new span of the given trace; a missing or malformed parent begins a new trace. */
export function inTrace<T>(parent: string | undefined, work: () => T): T {
  const trace = parent !== undefined && FORM.test(parent) ? parent.slice(3, 35) : randomBytes(16).toString('hex');
  return current.run(`00-${trace}-${randomBytes(8).toString('hex')}-01`, work);
}

/** The trace context to hand on; undefined outside any trace. */
export function traceparent(): Traceparent | undefined {
  return current.getStore();
}

/** The id that every log line of one request or event shares, across services. */
export function traceId(): string | undefined {
  return current.getStore()?.slice(3, 35);
}
