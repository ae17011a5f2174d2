import { problemFrom } from './problem.ts';

export type Query = Record<string, string | number | boolean | null | undefined>;

let csrf = '';

/** The session's proof that a change comes from this app; the gateway gives it with `/api/me`. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

export function csrfHeader(): Record<string, string> {
  return csrf === '' ? {} : { 'x-csrf-token': csrf };
}

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return await ask<T>(address(path, query), { headers: { accept: 'application/json' }, ...(signal && { signal }) });
}

export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return await ask<T>(path, {
    method,
    headers: {
      accept: 'application/json',
      ...csrfHeader(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Sends text as it is, for what people write as a file. */
export async function sendText<T>(path: string, contentType: string, text: string): Promise<T> {
  return await ask<T>(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': contentType, ...csrfHeader() },
    body: text,
  });
}

/** Sends a file as it is. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  return await ask<T>(path, { method: 'POST', headers: { accept: 'application/json', ...fileHeaders() }, body: file });
}

/** Sends a file and is answered with one. */
export async function fileFor(path: string, file: Blob): Promise<Blob> {
  const response = await reach(path, { method: 'POST', headers: fileHeaders(), body: file });
  if (!response.ok) throw problemFrom(response.status, await response.text());
  return await response.blob();
}

function fileHeaders(): Record<string, string> {
  return { 'content-type': 'application/octet-stream', ...csrfHeader() };
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw problemFrom(0, '');
  }
}
