/** What of a delivered file could not be taken over. */
export interface Rejection {
  readonly rejectedCount: number;
  /** The first of them. */
  readonly rejected: readonly { readonly place: string; readonly code: string; readonly message: string }[];
  /** What was rejected as a file of the same format, in base64. */
  readonly mend: {
    readonly name: string;
    readonly type: string;
    readonly content: string;
    readonly partial: boolean;
  } | null;
}
