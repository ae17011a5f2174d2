import { mappingFrom, type MappingChanges } from '../reading/mapping.ts';
import { recognise } from '../reading/recognise.ts';
import { Refusal } from '#libs/kernel';
import type { OaiRecord } from './oai/answer.ts';

/** The library's own number of a record, read as an import will read it; `null` where that will reject the record. */
export async function localIdOf({ content }: OaiRecord, changes: MappingChanges | null): Promise<string | null> {
  if (content === null) return null;
  const bytes = Buffer.from(`<collection>${content}</collection>`);
  const read = readerOf(bytes, changes);
  if (read === null) return null;
  for await (const batch of read([bytes])) {
    for (const { record } of batch) return record?.localId ?? null;
  }
  return null;
}

type Reader = (
  pieces: Iterable<Uint8Array>,
) => AsyncIterable<{ readonly record?: { readonly localId: string } | undefined }[]>;

function readerOf(bytes: Buffer, changes: MappingChanges | null): Reader | null {
  try {
    const { read } = recognise(bytes, mappingFrom(changes ?? undefined));
    return (pieces) => read(piecesOf(pieces));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function* piecesOf(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
