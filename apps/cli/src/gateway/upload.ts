import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { problemOf, unreachable } from './problem.ts';

export interface Upload {
  readonly url: string;
  readonly token: string;
  readonly path: string;
  /** Called as bytes leave, with how many have. */
  readonly sent: (bytes: number) => void;
}

/** Streams a file as the body of a request. An answer that comes before all is sent (a refusal) ends the sending. */
export async function upload({ url, token, path, sent }: Upload): Promise<string> {
  const { size } = await stat(path);
  const request = (url.startsWith('https:') ? secure : plain)(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': size,
      accept: 'application/json',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', (error) => reject(unreachable(new URL(url).origin, error)));
  });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      sent(bytes);
      done(null, chunk);
    },
  });
  const sending = pipeline(createReadStream(path), counted, request);
  // A refusal may come before the last byte; then the connection closes under the sending, and the answer counts.
  sending.catch(() => undefined);
  const response = await answered;
  const body = await text(response);
  const status = response.statusCode ?? 0;
  if (status < 200 || status >= 300) throw problemOf(status, response.headers['content-type'] ?? '', body);
  await sending;
  return body;
}
