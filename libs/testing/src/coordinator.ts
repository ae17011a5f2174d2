import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { build } from './build.ts';
import { chromium } from './chromium-program.ts';
import type { Servers } from './servers.ts';

/** Lets the processes that run the tests ask Jest's main process for servers. */
export async function coordinate(servers: Servers): Promise<{ url: string; close(): void }> {
  const server = createServer((question, answer) => {
    // Without `close` the askers would keep connections open, and Jest would wait for them.
    answer.setHeader('connection', 'close');
    reply(servers, question).then(
      (found) => answer.end(JSON.stringify(found)),
      (error: unknown) => {
        answer.statusCode = 500;
        answer.end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

async function reply(servers: Servers, question: IncomingMessage): Promise<unknown> {
  const [, what, id = ''] = (question.url ?? '').split('/');
  const body = await text(question);
  if (what === 'postgres') return servers.postgres();
  if (what === 'build') return build();
  if (what === 'chromium') return chromium();
  if (what === 'nats' && question.method === 'DELETE') return servers.giveNatsBack(id).then(() => null);
  if (what === 'nats') return servers.takeNats(body);
  throw new Error(`No server is called ${question.url}`);
}

/** Asks, from a process that runs tests. */
export async function ask<T>(method: 'POST' | 'DELETE', path: string, body = ''): Promise<T> {
  const base = process.env['TEST_COORDINATOR'];
  if (base === undefined) throw new Error('No coordinator of test servers. Run the tests with `npm test`.');
  const answer = await fetch(`${base}${path}`, { method, ...(body !== '' && { body }) });
  const found = await answer.text();
  if (!answer.ok) throw new Error(found);
  return JSON.parse(found) as T;
}
