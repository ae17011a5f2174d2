import { address, csrfHeader } from './client.ts';
import type { Run, RunMode } from './holdings.ts';
import { problemFrom } from './problem.ts';

/** What a participant delivers. */
export interface Delivery {
  readonly participant: string;
  readonly file: File;
  readonly mode: RunMode;
  readonly source: string;
  readonly asOf: string;
}

/** Sends a file while telling how much of it is over the line; `fetch` cannot tell that. */
export function upload(delivery: Delivery, sent: (bytes: number) => void, signal: AbortSignal): Promise<Run> {
  const { participant, file, mode, source, asOf } = delivery;
  const path = address(`/api/holdings/participants/${participant}/imports`, {
    mode,
    source,
    asOf,
    filename: file.name,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Run>();
  const request = new XMLHttpRequest();
  request.open('POST', path);
  for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', (event) => sent(event.loaded));
  request.addEventListener('load', () => {
    if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Run);
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
