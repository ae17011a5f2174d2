import type { Audience, Classification, Material } from '#libs/contracts';

/** Numbers that a record is known by. Only valid ones; what failed its check is in `unmatched`. */
export interface Identifiers {
  readonly isbn: string[];
  readonly ppn: string[];
  readonly ocn: string[];
  readonly issn: string[];
  readonly ismn: string[];
}

/** One bibliographic record with its copies as a library delivered it, whatever the format it came in. */
export interface LocalRecord {
  /** The library's own number for it; what was delivered before under the same number is replaced. */
  readonly localId: string;
  readonly identifiers: Identifiers;
  /** Identifiers that are wrong (check digit): kept for people, not matched on. */
  readonly unmatched: string[];
  readonly title: string;
  /** Characters at the start of the title that do not count when it is filed or matched. */
  readonly nonFiling: number;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly edition: string | null;
  readonly part: string | null;
  readonly material: Material;
  readonly electronic: boolean;
  readonly language: string;
  readonly audience: Audience;
  readonly classifications: Classification[];
  /** Copies owned. None owned and none ordered: the library has it no longer. */
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
  /** What was doubtful but did not keep the record out. */
  readonly warnings: string[];
}

/** Where in the file something was found. */
export interface Place {
  /** The record's number in the file, from 1 (in CSV: data rows, the header not counted). */
  readonly number: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** The line in a text file, from 1. */
  readonly line?: number | undefined;
}

/** Why a record could not be taken, and what to do about it. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The library's number for the record, when it could be read. */
  readonly localId?: string | undefined;
}

/** What a reader finds, one after another: a record, or the place where there should have been one. */
export type Found =
  | { readonly place: Place; readonly record: LocalRecord; readonly rejection?: undefined }
  | { readonly place: Place; readonly rejection: Rejection; readonly record?: undefined };

/** Reads a file that comes in pieces of any size; memory does not grow with the file. Throws a `Refusal` of the whole. */
export type Read = (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Found[]>;

/** The formats that are understood. */
export type Format = 'marc21' | 'csv' | 'empty';

/** More of a rejected record than this is not kept. */
export const ORIGINAL_LIMIT = 65_536;
