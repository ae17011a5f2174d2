import { hash } from 'node:crypto';
import type { SourceMapping } from '../../reading/mapping.ts';

/** What readers make of the same bytes; raised when they make something else of them, so that all are read again. */
const READERS = 3;

/** What else decides what a record's bytes come to, besides the bytes. */
export function seedOf(mapping: SourceMapping | undefined): bigint {
  return sixtyBits(`${READERS}\u001f${JSON.stringify(mapping ?? null)}`);
}

/** Sixty bits that change when a record's bytes do, or how they are read. */
export function rawDigest(content: Uint8Array, seed: bigint): string {
  return (sixtyBits(content) ^ seed).toString();
}

function sixtyBits(content: string | Uint8Array): bigint {
  return hash('md5', content, 'buffer').readBigUInt64BE(0) >> 4n;
}
