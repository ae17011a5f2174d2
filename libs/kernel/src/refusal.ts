/**
 * The domain says no. The code is stable and machine-readable (`<subject>.<reason>`), the message tells a person what
 * is wrong and what to do. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    message: string,
    /** Where it went wrong, when more than one place did: a field, a line, a record. */
    readonly details: readonly RefusalDetail[] = [],
    /** What the message is about, by name, so that others can word it in another language. */
    readonly parameters: RefusalParameters = {},
  ) {
    super(message);
  }
}

/** Days as `YYYY-MM-DD`, participants by ISIL. */
export type RefusalParameters = Readonly<Record<string, string | number>>;

export interface RefusalDetail {
  /** Path of the field or name of the place, for example `profiles[3].targets[0].level` or `line 17`. */
  readonly at: string;
  readonly message: string;
  /** Stable name of the rule that was broken, when it has one. */
  readonly rule?: string;
  /** What the message is about, by name, so that others can word the rule in another language. */
  readonly parameters?: RefusalParameters;
}
