import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('5c3f2f0a6b6d4f7e9a4e1f0f7c2d9b11', 'hex');

/** The id of the agreement that a plan's line becomes (UUID version 5): accepting twice cannot make a second one. */
export function agreementId(plan: string, line: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${plan}/${line}`).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
