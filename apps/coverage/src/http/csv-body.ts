import type { FastifyInstance } from 'fastify';

/** Lets a plan come as CSV: its text as it is, as that of a plan in YAML. */
export function takeCsv(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}
