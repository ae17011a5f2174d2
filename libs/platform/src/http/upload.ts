import multipart, { type MultipartFile } from '@fastify/multipart';
import { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The file of an upload, not yet read. */
export interface Upload {
  readonly stream: NodeJS.ReadableStream;
  readonly filename: string | null;
}

/** Uploads are streamed, as a form or as the bare file; nothing is gathered in memory. */
export async function acceptUploads(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart);
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** The multipart field `file`, or the body itself. */
export async function uploadOf(request: FastifyRequest, limit: number): Promise<Upload> {
  if (request.isMultipart()) {
    const part: MultipartFile | undefined = await request.file({ limits: { files: 1, fileSize: limit + 1 } });
    if (part?.fieldname !== 'file') throw new Refusal('upload.malformed', "Send the file in the form's field 'file'");
    return { stream: part.file, filename: part.filename === '' ? null : part.filename };
  }
  const body: unknown = request.body;
  if (typeof body === 'string') return { stream: Readable.from([Buffer.from(body)]), filename: null };
  if (isStream(body)) return { stream: body, filename: null };
  throw new Refusal(
    'upload.malformed',
    "Send the file as the body (content-type application/octet-stream), or in the field 'file' of a form",
  );
}

function isStream(body: unknown): body is NodeJS.ReadableStream {
  return typeof (body as { pipe?: unknown } | null)?.pipe === 'function';
}
