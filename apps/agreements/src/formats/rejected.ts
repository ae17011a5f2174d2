/** Something in a file that could not be taken: where it is, what is wrong and what to do. */
export interface Rejected {
  readonly place: string;
  readonly code: string;
  readonly message: string;
}

/** What a file told, a piece at a time. */
export interface Told<T> {
  readonly found: readonly { readonly place: string; readonly what: T }[];
  readonly rejected: readonly Rejected[];
  /** Things that are well, and not what was looked for. */
  readonly others: number;
}
