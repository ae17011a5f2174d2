import { address, csrfHeader } from './client.ts';
import type { Run, DeliveryMode } from './holdings.ts';
import { problemFrom } from './problem.ts';

/** What a participant delivers. */
export interface Delivery {
  readonly participant: string;
  readonly file: File;
  readonly mode: DeliveryMode;
  readonly source: string;
  readonly asOf: string;
  /** It is about several participants, and is divided among them. */
  readonly shared: boolean;
}

/** Tells how many bytes of a file are over the line. */
export type Sent = (bytes: number) => void;

export function upload({ file, ...delivery }: Delivery, sent: Sent, signal: AbortSignal): Promise<Run> {
  const { participant, mode, source, asOf, shared } = delivery;
  const path = address(`/api/holdings/participants/${participant}/imports`, {
    mode,
    source,
    asOf,
    filename: file.name,
    ...(shared && { shared: 'true' }),
  });
  return sendFileTo<Run>(path, file, sent, signal);
}

/** Sends a file while telling how much of it is over the line; `fetch` cannot tell that. */
export function sendFileTo<T>(path: string, file: File, sent: Sent, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const request = new XMLHttpRequest();
  request.open('POST', path);
  for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', (event) => sent(event.loaded));
  request.addEventListener('load', () => {
    if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
    else reject(problemFrom(request.status, request.responseText));
  });
  request.addEventListener('error', () => reject(problemFrom(0, '')));
  request.addEventListener('abort', () => reject(signal.reason as Error));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  const form = new FormData();
  form.append('file', file);
  request.send(form);
  return promise;
}
