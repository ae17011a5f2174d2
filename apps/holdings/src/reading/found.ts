import type { LocalRecord } from '../model/local-record.ts';

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

/** A record as it is written, in bytes or a character a byte: the same content is the same record. */
export type Content = Uint8Array | string;

/** What a reader finds, one after another: a record, or the place where there should have been one. */
export type Found =
  | {
      readonly place: Place;
      readonly record: LocalRecord;
      /** From readers that can skim. */
      readonly content?: Content | undefined;
      readonly rejection?: undefined;
    }
  | { readonly place: Place; readonly rejection: Rejection; readonly record?: undefined };

/**
 * Reads a file that comes in pieces of any size, each good until the next is asked for; memory does not grow with the
 * file. Throws a `Refusal` of the whole.
 */
export type Read = (pieces: AsyncIterable<Uint8Array>, wanted?: WantedRecords) => AsyncIterable<Found[]>;

/** Which records are to be read, by their number; a reader that can skim passes the others over. */
export interface WantedRecords {
  has(number: number): boolean;
}

/** A record that nobody made sense of: enough to tell whether it changed. */
export interface Glimpse {
  readonly number: number;
  /** The library's number for it; `null` where only reading it tells. */
  readonly localId: string | null;
  readonly content: Content;
}

/** Goes through a file as `Read` does, with the same numbers, at a fraction of the cost. */
export type Skim = (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Glimpse[]>;

/** The formats that are understood. */
export type Format = 'marc21' | 'marcxml' | 'pica' | 'picaxml' | 'csv' | 'xlsx' | 'kbart' | 'empty';

/** More of a rejected record than this is not kept. */
export const ORIGINAL_LIMIT = 65_536;
