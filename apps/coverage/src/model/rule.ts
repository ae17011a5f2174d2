import type { FlagKind } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import type { TargetFacts } from './facts.ts';
import type { Finding } from './flag.ts';

/** A rule about one target of one profile: says what it finds, nothing when all is well. */
export type TargetRule = (facts: TargetFacts) => Finding[];

interface Concerned {
  readonly agreements: readonly string[];
  readonly participants?: readonly Isil[];
  readonly subject?: string;
  readonly [number: string]: unknown;
}

/** A finding of a target's rule; the target's level is always among its numbers. */
export function finding(kind: FlagKind, facts: TargetFacts, concerned: Concerned): Finding {
  const { participants = [], subject = '', ...numbers } = concerned;
  return {
    kind,
    profile: facts.profile.code,
    activity: facts.target.activity,
    subject,
    participants,
    evidence: { targetLevel: facts.target.level, ...numbers },
  };
}
