import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCollectie } from '../src/program.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly type: string;
  readonly authorization: string;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly type?: string;
  /** The connection breaks after the body, before the answer is at its end. */
  readonly breaks?: boolean;
}

type Route = (asked: Asked) => Answer | undefined;

/** A web server of its own that answers as a test says, with an identity provider that counts its tokens. */
export class SmallSystem {
  readonly asked: Asked[] = [];
  tokens = 0;
  route: Route = () => undefined;
  /** How long tokens live, in seconds. */
  tokenSeconds = 300;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmallSystem> {
    const server = createServer();
    const system = new SmallSystem(server);
    server.on(
      'request',
      (request: IncomingMessage, response: ServerResponse) => void system.#answer(request, response),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return system;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Runs the command line against this system; answers what it wrote and the exit code. */
  async run(...argv: string[]): Promise<{ out: string; err: string; code: number }> {
    const streams = { out: new PassThrough(), err: new PassThrough(), in: new PassThrough() };
    let code = 0;
    await runCollectie(argv, {
      env: { COLLECTIE_URL: this.url, COLLECTIE_CLIENT_ID: 'tester', COLLECTIE_CLIENT_SECRET: 'geheim: 1' },
      streams,
      exit: (told) => (code = told),
    });
    streams.out.end();
    streams.err.end();
    return { out: await text(streams.out), err: await text(streams.err), code };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const asked = {
      method: request.method ?? '',
      path,
      body: await text(request),
      type: request.headers['content-type'] ?? '',
      authorization: request.headers.authorization ?? '',
    };
    const answer = this.#identity(asked) ?? this.#routed(asked);
    const { status = 200, body = {}, type = 'application/json', breaks = false } = answer;
    response.writeHead(status, { 'content-type': type });
    const said = typeof body === 'string' ? body : JSON.stringify(body);
    if (breaks) response.write(said, () => response.destroy());
    else response.end(said);
  }

  #identity({ path, authorization }: Asked): Answer | undefined {
    if (path === '/identity/.well-known/openid-configuration') {
      return { body: { token_endpoint: 'http://public.example/identity/token' } };
    }
    if (path !== '/identity/token') return undefined;
    const expected = `Basic ${Buffer.from('tester:geheim%3A%201').toString('base64')}`;
    if (authorization !== expected) return { status: 401, body: { error: 'invalid_client' } };
    return { body: { access_token: `token-${++this.tokens}`, expires_in: this.tokenSeconds } };
  }

  #routed(asked: Asked): Answer {
    this.asked.push(asked);
    return this.route(asked) ?? { status: 404, body: problem('route.unknown', `Nothing at ${asked.path}`) };
  }
}

export function problem(code: string, detail: string, details: { at: string; message: string }[] = []): object {
  return { type: `urn:collectieplan:${code}`, title: 'Refused', status: 409, code, detail, details };
}
