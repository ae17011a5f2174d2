import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brokenOff, Problem, problemOf, reasonOf, unreachable } from './problem.ts';
import type { Tokens } from './tokens.ts';
import { upload, type Upload } from './upload.ts';

/** Newline-delimited JSON: progress on the way, and last what came of it. */
const LINES = 'application/x-ndjson';

export type Service = 'holdings' | 'agreements' | 'coverage';

/** A page of a list. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

/** How far long work is with a part of it; nothing is counted of what is done in one go. */
export interface WorkProgress {
  readonly part: string;
  readonly done?: number;
  readonly of?: number;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** The system, as seen through its gateway. Every no becomes a `Problem`. */
export class Gateway {
  constructor(
    readonly url: string,
    private readonly tokens: Tokens,
  ) {}

  async get<Answer>(service: Service, path: string, query: Query = {}): Promise<Answer> {
    return (await this.#json(await this.#ask('GET', this.#address(service, path, query)))) as Answer;
  }

  /** What is asked for, or nothing when there is no such thing. */
  async find<Answer>(service: Service, path: string): Promise<Answer | undefined> {
    try {
      return await this.get<Answer>(service, path);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Every row of a list, page by page. */
  async *all<Row>(service: Service, path: string, query: Query = {}): AsyncGenerator<Row> {
    let after: string | undefined;
    do {
      const page: Page<Row> = await this.get(service, path, { limit: 200, ...query, after });
      yield* page.items;
      after = page.next ?? undefined;
    } while (after !== undefined);
  }

  async send<Answer>(
    method: 'POST' | 'PUT' | 'DELETE',
    service: Service,
    path: string,
    body: unknown = {},
  ): Promise<Answer> {
    const answer = await this.#ask(method, this.#address(service, path), JSON.stringify(body), 'application/json');
    return (await this.#json(answer)) as Answer;
  }

  /** Asks for long work, hears how far it is, and gives what came of it. */
  async follow<Found>(service: Service, path: string, heard: (progress: WorkProgress) => void): Promise<Found> {
    const answer = await this.#ask('POST', this.#address(service, path), '{}', 'application/json', LINES);
    for await (const line of linesOf(service, answer.body!)) {
      const said = JSON.parse(line) as { progress?: WorkProgress; found?: Found; problem?: { status: number } };
      if (said.problem !== undefined) throw problemOf(said.problem.status, 'json', JSON.stringify(said.problem));
      if (said.found !== undefined) return said.found;
      if (said.progress !== undefined) heard(said.progress);
    }
    throw brokenOff(service, 'no reason given');
  }

  async sendText<Answer>(
    service: Service,
    path: string,
    text: string,
    contentType: string,
    query: Query = {},
  ): Promise<Answer> {
    return (await this.#json(
      await this.#ask('POST', this.#address(service, path, query), text, contentType),
    )) as Answer;
  }

  /** Streams a file to the system; it is never in memory as a whole. */
  async upload<Answer>(
    service: Service,
    path: string,
    query: Query,
    file: Omit<Upload, 'url' | 'token'>,
  ): Promise<Answer> {
    const url = this.#address(service, path, query);
    return JSON.parse(await upload({ ...file, url, token: await this.tokens.token() })) as Answer;
  }

  async download(service: Service, path: string, toFile: string, query: Query = {}): Promise<void> {
    const answer = await this.#ask('GET', this.#address(service, path, query));
    if (answer.body !== null) await pipeline(Readable.fromWeb(answer.body), createWriteStream(toFile));
  }

  #address(service: Service, path: string, query: Query = {}): string {
    const url = new URL(`${this.url}/api/${service}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return url.href;
  }

  async #ask(
    method: string,
    url: string,
    body?: string,
    contentType?: string,
    accept = 'application/json',
  ): Promise<Response> {
    for (const last of [false, true]) {
      const headers = { authorization: `Bearer ${await this.tokens.token()}`, accept };
      const answer = await fetch(url, {
        method,
        headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
        ...(body === undefined ? {} : { body }),
      }).catch((error: unknown) => {
        throw unreachable(this.url, error);
      });
      if (answer.ok) return answer;
      const problem = problemOf(answer.status, answer.headers.get('content-type') ?? '', await answer.text());
      if (answer.status !== 401 || last) throw problem;
      this.tokens.forget();
    }
    throw new Problem(401, 'http.401', 'Not signed in');
  }

  async #json(answer: Response): Promise<unknown> {
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** The whole lines of an answer. */
async function* linesOf(service: Service, body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const piece of Readable.fromWeb(body).setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw brokenOff(service, reasonOf(error));
  }
}
