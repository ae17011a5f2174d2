/** Something in a file that could not be taken: where it is, what is wrong and what to do. */
export interface Rejected {
  readonly place: string;
  readonly code: string;
  readonly message: string;
}

/** The record or line of a file that something was read from, as it was written. */
export type Piece = Uint8Array | string;

/** What a file told, a piece at a time. */
export interface Told<T> {
  readonly found: readonly { readonly place: string; readonly piece: Piece; readonly what: T }[];
  readonly rejected: readonly (Rejected & { readonly piece: Piece })[];
  /** Things that are well, and not what was looked for. */
  readonly others: number;
  readonly wrapping: Wrapping;
}

/** What stands around pieces, so that they are a file of the same format again. */
export interface Wrapping {
  readonly name: string;
  readonly type: string;
  readonly before: string;
  readonly after: string;
  /** A piece with what is wrong with it, where the format has room for that. */
  readonly told: (piece: Piece, message: string) => Piece;
}
