import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as ask,
} from 'node:http';
import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where a request goes on to. */
export interface Target {
  /** Its name, for people, when it is away. */
  readonly name: string;
  /** `http://host:port`. */
  readonly address: string;
  /** Path and query there. */
  readonly path: string;
  /** Headers set or, with undefined, left out. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Connections are kept for less time than servers keep them, so that a reused one is not closed under a request. */
const agent = new Agent({ keepAlive: true, timeout: 30_000, maxSockets: 256 });

/** Milliseconds without a byte after which the other side is given up. */
const PATIENCE = 300_000;

/** What belongs to one connection, not to the message. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
]);

/** Passes a request on and its answer back, both as they stream: neither is ever held as a whole. */
export async function forward(request: FastifyRequest, reply: FastifyReply, target: Target): Promise<FastifyReply> {
  const answer = await passedOn(request, reply, target);
  if (answer === undefined) return reply.hijack();
  reply.code(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(kept(answer.headers))) if (value !== undefined) reply.header(name, value);
  return reply.send(answer);
}

/** The answer to a request that was passed on; none when whoever asked left before. */
function passedOn(request: FastifyRequest, reply: FastifyReply, target: Target): Promise<IncomingMessage | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage | undefined>();
  const there = new URL(target.address);
  const outgoing = ask({
    agent,
    host: there.hostname,
    port: there.port,
    method: request.method,
    path: target.path,
    headers: present({ ...kept(request.headers), ...target.headers }),
  });
  outgoing.setTimeout(PATIENCE, () => outgoing.destroy(new Error('No answer in time')));
  outgoing.on('response', resolve);
  // A request that we break off ourselves does not say that the service is away.
  outgoing.on('error', (error) => (reply.raw.destroyed ? resolve(undefined) : reject(away(target.name, error))));
  // Who asked went away, or was answered before the upload ended: the other side must not wait for what never comes.
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished || !outgoing.writableFinished) outgoing.destroy();
  });
  send(request.body, outgoing);
  return promise;
}

/** A plain pipe, not a pipeline: when the other side answers early and hangs up, its answer must still reach the sender. */
function send(body: unknown, outgoing: ReturnType<typeof ask>): void {
  if (!(body instanceof Readable)) {
    outgoing.end();
    return;
  }
  outgoing.on('close', () => {
    body.unpipe(outgoing);
    body.resume();
  });
  body.pipe(outgoing);
}

function kept(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.has(name)));
}

function present(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

function away(name: string, cause: Error): Refusal {
  const refusal = new Refusal(
    `${name}.unavailable`,
    `The service ${name} is away (${cause.message}). What does not need it goes on; try again in a moment`,
  );
  return Object.assign(refusal, { cause });
}
