import { decimal, difference, type Digest, sixtyBitsOf } from '#libs/kernel';
import type { Content } from '../../reading/found.ts';
import type { SourceMapping } from '../../reading/mapping.ts';

/** What readers make of the same bytes; raised when they make something else of them, so that all are read again. */
const READERS = 4;

/** What else decides what a record's bytes come to, besides the bytes. */
export function seedOf(mapping: SourceMapping | undefined): Digest {
  return sixtyBitsOf(`${READERS}\u001f${JSON.stringify(mapping ?? null)}`);
}

/** Sixty bits that change when a record's bytes do, or how they are read. */
export function rawDigest(content: Content, seed: Digest): string {
  return decimal(difference(sixtyBitsOf(content), seed));
}
