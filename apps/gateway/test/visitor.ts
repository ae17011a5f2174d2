import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

export type Body = NonNullable<RequestInit['body']>;

interface Cookie {
  readonly value: string;
  readonly path: string;
  readonly attributes: string;
}

/** A browser as far as tests of the gateway need one: it keeps cookies by their path, and follows redirects if asked. */
export class Visitor {
  readonly cookies = new Map<string, Cookie>();
  csrf = '';

  constructor(readonly origin: string) {}

  /** The same person, with the same cookies, at another instance. */
  at(origin: string): Visitor {
    const other = new Visitor(origin);
    for (const [name, cookie] of this.cookies) other.cookies.set(name, cookie);
    other.csrf = this.csrf;
    return other;
  }

  async send(method: string, path: string, headers: Record<string, string> = {}, body?: Body): Promise<Answer> {
    const url = new URL(path, this.origin);
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { cookie: this.cookieHeader(url.pathname), ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    this.keep(answer.headers);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as unknown };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }

  /** Follows redirects of our origin to where they end; gives the path there too. */
  async follow(path: string): Promise<Answer & { path: string }> {
    let at = path;
    for (;;) {
      const answer = await this.get(at, { accept: 'text/html' });
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || location === null) return { ...answer, path: at };
      const next = new URL(location, this.origin);
      at = next.pathname + next.search;
    }
  }

  /** Signs in through the provider's own page and comes back; gives the path where that ended. */
  async signIn(account: string, returnTo = '/'): Promise<string> {
    const page = await this.follow(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    if (page.status !== 200) throw new Error(`The sign-in page answers ${page.status}: ${page.text}`);
    const form = new URLSearchParams({ account });
    const picked = await this.send('POST', page.path, { 'content-type': 'application/x-www-form-urlencoded' }, form);
    const { path } = await this.follow(picked.headers.get('location') ?? '');
    this.csrf = ((await this.get('/api/me')).json() as { csrf: string }).csrf;
    return path;
  }

  cookieHeader(path: string): string {
    return [...this.cookies]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  private keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(attributes)?.[1] ?? '/';
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(attributes)) this.cookies.delete(name);
      else this.cookies.set(name, { value, path, attributes });
    }
  }
}

/** An open line to the gateway, with the changes that it told. */
interface OpenPage {
  readonly changes: unknown[];
  /** Whether all was told that changed since the moment that it was opened with: `whole` or `missed`. */
  readonly begins: Promise<string>;
  readonly ended: Promise<void>;
  close(): void;
}

/** An open page: gathers what it is told until closed. */
export async function openPage(visitor: Visitor, { since = '', again = false } = {}): Promise<OpenPage> {
  const { promise, resolve, reject } = Promise.withResolvers<OpenPage>();
  const asking = request(new URL(`/api/live?since=${encodeURIComponent(since)}`, visitor.origin), {
    headers: { cookie: visitor.cookieHeader('/api/live'), ...(again ? { 'last-event-id': '1' } : {}) },
  });
  asking.on('error', reject).on('response', (answer) => {
    const changes: unknown[] = [];
    const { promise: begins, resolve: begin } = Promise.withResolvers<string>();
    let rest = '';
    answer.setEncoding('utf8').on('data', (piece: string) => {
      const events = (rest + piece).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^event: changed\ndata: (.*)$/.exec(event)?.[1];
        if (data !== undefined) changes.push(JSON.parse(data));
        const beginning = /^event: (whole|missed)$/m.exec(event)?.[1];
        if (beginning !== undefined) begin(beginning);
      }
    });
    const ended = new Promise<void>((done) => {
      answer.on('close', done).on('error', () => undefined);
    });
    if (answer.statusCode === 200) resolve({ changes, begins, ended, close: () => asking.destroy() });
    else reject(new Error(`The live stream answers ${answer.statusCode}`));
  });
  asking.end();
  return promise;
}
