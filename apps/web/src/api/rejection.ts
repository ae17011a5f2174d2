import type { ProblemParameters } from './problem.ts';

/** A piece of a delivered file that could not be taken over, and why: by a refusal, or by the rule that it breaks. */
export type Rejected = { readonly place: string; readonly message: string } & (
  | { readonly code: string }
  | { readonly rule: string; readonly parameters?: ProblemParameters }
);

/** What of a delivered file could not be taken over. */
export interface Rejection {
  readonly rejectedCount: number;
  /** The first of them. */
  readonly rejected: readonly Rejected[];
  /** What was rejected as a file of the same format, in base64. */
  readonly mend: {
    readonly name: string;
    readonly type: string;
    readonly content: string;
    readonly partial: boolean;
  } | null;
}
