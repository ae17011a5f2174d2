import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Refusal } from '#libs/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Paths that never belong to the web app: who asks for them wants data, not a page. */
const NOT_PAGES = /^\/(api|sign-in|sign-out|identity|health|metrics|openapi\.json)(\/|$)/;

/** Serves the built web app: its files, and its one page for every address that the app itself understands. */
export async function serveWeb(scope: FastifyInstance, root: string): Promise<void> {
  await scope.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true });
  scope.get('/*', async (request, reply) => {
    const path = pathOf(request);
    if (NOT_PAGES.test(path)) throw new Refusal('route.unknown', `There is nothing at ${path}; see /api/openapi.json`);
    if (await isFile(join(root, path))) return file(reply, path);
    if (path.startsWith('/assets/')) throw new Refusal('file.unknown', `There is no file ${path}; load the page anew`);
    if (await isFile(join(root, 'index.html'))) return file(reply, '/index.html');
    throw new Refusal('web.unavailable', 'The web app is not built; run `npm run build`');
  });
}

/** Names of files in `assets` carry a hash of what is in them, so they never change; the page names the newest. */
function file(reply: FastifyReply, path: string): FastifyReply {
  const forever = path.startsWith('/assets/');
  return reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache').sendFile(path);
}

function pathOf(request: FastifyRequest): string {
  const path = request.url.split('?', 1)[0] ?? '/';
  try {
    return normalize(decodeURIComponent(path));
  } catch {
    throw new Refusal('path.malformed', `'${path}' cannot be read as a path`);
  }
}

async function isFile(path: string): Promise<boolean> {
  return !path.includes('\0') && (await stat(path).catch(() => undefined))?.isFile() === true;
}
