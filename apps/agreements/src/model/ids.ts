import { createHash } from 'node:crypto';
import type { LanguageCoverage } from '#libs/contracts';
import type { Activity, Day, Isil } from '#libs/kernel';

const NAMESPACE = Buffer.from('5c3f2f0a6b6d4f7e9a4e1f0f7c2d9b11', 'hex');

/** The id of a plan's line: what the line is about makes it, so that it stays the same however often the plan is edited. */
export function lineId(plan: string, profile: string, activity: Activity, language: LanguageCoverage | null): string {
  return uuid(JSON.stringify(['line', plan, profile, activity, language]));
}

/** The id of the agreement that a plan's line becomes: accepting twice cannot make a second one. */
export function agreementId(plan: string, line: string): string {
  return uuid(JSON.stringify(['agreement', plan, line]));
}

/** The id of the agreement that goes on from another one: handing over twice cannot make a second one. */
export function successorId(agreement: string, taker: Isil, on: Day): string {
  return uuid(JSON.stringify(['successor', agreement, taker, on]));
}

/** The id of a commitment that a file gives none: what it is about makes it, so that the file can be read again. */
export function commitmentId(participant: string, about: string, policy: string, from: string | null): string {
  return uuid(JSON.stringify(['retention commitment', participant, about, policy, from]));
}

/** The id of a request for loan: its number in the requester's system, else all that is said of it. */
export function loanRequestId(participant: Isil, ...said: readonly string[]): string {
  return uuid(JSON.stringify(['loan request', participant, ...said]));
}

/** A UUID of version 5 (RFC 9562): the same name gives the same one. */
function uuid(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
