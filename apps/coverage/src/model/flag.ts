import { createHash } from 'node:crypto';
import { FlagState, type FlagKind } from '#libs/contracts';
import type { Activity, Isil } from '#libs/kernel';

/** What a rule found: a condition that holds, with the numbers and ids behind it. */
export interface Finding {
  readonly kind: FlagKind;
  readonly profile: string;
  readonly activity: Activity | null;
  /** What it is about within the profile: a pair of participants, a title key; empty for the profile itself. */
  readonly subject: string;
  readonly participants: readonly Isil[];
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** A finding under its stable identity within a plan version. */
export interface Flag extends Finding {
  readonly id: string;
}

/** Names a flag after what it is about (UUID version 5), so that the same condition is always the same flag. */
export function flagOf(plan: { plan: string; version: number }, finding: Finding): Flag {
  const { kind, profile, activity, subject } = finding;
  const name = JSON.stringify([plan.plan, plan.version, kind, profile, activity, subject]);
  return { ...finding, id: uuidOf(name) };
}

export function stateOf(flag: Flag): FlagState {
  const { id, kind, profile, activity, subject, participants, evidence } = flag;
  const state = { flag: id, kind, profile, subject, participants: [...participants], evidence };
  return Object.assign(new FlagState(), activity === null ? state : { ...state, activity });
}

/** What has to be said when these flags are open and those conditions hold now. */
export interface Difference {
  readonly raised: Flag[];
  readonly updated: Flag[];
  readonly cleared: Flag[];
}

export function difference(open: readonly Flag[], now: readonly Flag[]): Difference {
  const before = new Map(open.map((flag) => [flag.id, flag]));
  const after = new Set(now.map(({ id }) => id));
  return {
    raised: now.filter(({ id }) => !before.has(id)),
    updated: now.filter((flag) => before.has(flag.id) && told(flag) !== told(before.get(flag.id)!)),
    cleared: open.filter(({ id }) => !after.has(id)),
  };
}

function told({ participants, evidence }: Flag): string {
  return canonical([participants, evidence]);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

const NAMESPACE = Buffer.from('5f0c7d0e5a5b5e0c9a3f7c1b2d4e6f80', 'hex');

function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
