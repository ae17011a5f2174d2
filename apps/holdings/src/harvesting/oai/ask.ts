import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Refusal } from '#libs/kernel';
import { lookupReachable, reachable } from './reachable.ts';

export interface Asking {
  /** Whether repositories inside private networks are asked too. */
  readonly allowInner: boolean;
  /** Milliseconds for a whole answer. */
  readonly timeout: number;
  /** Bytes of one answer at most, unpacked. */
  readonly answerLimit: number;
}

/** It did not work now, but may a while later. */
export class Trouble extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Seconds that the repository asked us to wait. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

const REDIRECTS = 5;
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Asks a repository, and gives what it answers as text. Throws `Trouble` where it is worth while to ask again. */
export async function ask(url: URL, asking: Asking, signal: AbortSignal): Promise<string> {
  const timeout = AbortSignal.timeout(asking.timeout);
  let at = url;
  try {
    for (let hops = 0; hops <= REDIRECTS; hops++) {
      const answer = await answered(reachable(at.href, asking.allowInner), asking, AbortSignal.any([signal, timeout]));
      const { statusCode = 0, headers } = answer;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        answer.destroy();
        at = new URL(headers.location, at);
        continue;
      }
      if (statusCode !== 200) {
        answer.destroy();
        throw notOk(statusCode, headers['retry-after']);
      }
      return await textOf(answer, asking.answerLimit);
    }
  } catch (error) {
    if (error instanceof Refusal || error instanceof Trouble || signal.aborted) throw error;
    if (timeout.aborted) {
      throw new Trouble('harvest.timeout', `The repository did not answer within ${asking.timeout / 1000} seconds`);
    }
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Trouble('harvest.unreachable', `The repository at ${at.host} cannot be reached (${code ?? message})`);
  }
  throw new Refusal(
    'harvest.redirects',
    `The repository points from one address to the next, more than ${REDIRECTS} times`,
  );
}

function answered(url: URL, { allowInner }: Asking, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const headers = {
      accept: 'text/xml, application/xml',
      'accept-encoding': 'gzip',
      'user-agent': 'collectieplan-harvester',
    };
    const request = send(url, { headers, signal, lookup: lookupReachable(allowInner) }, resolve);
    request.on('error', reject);
    request.end();
  });
}

function notOk(status: number, retryAfter: string | undefined): Error {
  const message = `The repository answers with HTTP status ${status}`;
  if (LATER.has(status)) return new Trouble('harvest.status', message, secondsIn(retryAfter));
  return new Refusal('harvest.status', `${message}; look whether the address is that of its OAI-PMH service`);
}

/** `Retry-After` is a number of seconds or a moment. */
function secondsIn(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined) return null;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const moment = Date.parse(retryAfter);
  return Number.isNaN(moment) ? null : Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}

async function textOf(answer: IncomingMessage, limit: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const collect = async (stream: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of stream) {
      bytes += piece.length;
      if (bytes > limit) {
        throw new Refusal(
          'harvest.answer-too-large',
          `One answer of the repository has more than ${limit} bytes; ask its administrator for smaller pages`,
        );
      }
      pieces.push(piece);
    }
  };
  if (answer.headers['content-encoding'] === 'gzip') await pipeline(answer, createGunzip(), collect);
  else await pipeline(answer, collect);
  return Buffer.concat(pieces).toString('utf8');
}
