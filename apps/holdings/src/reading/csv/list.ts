import type { LocalRecord } from '../../model/local-record.ts';
import type { Rejection } from '../found.ts';
import { columnsIn, type GivenColumns } from './columns.ts';
import { kbartColumnsIn, kbartLeast, kbartRecordOf } from './kbart.ts';
import { recordOf } from './row.ts';

/** How the lines of a list are read, told by its header. */
export interface List {
  /** Values that a line has at most, unless the others are empty. */
  readonly width: number;
  /** Values that a line has at least. */
  readonly least: number;
  recordOf(values: readonly string[]): LocalRecord | Rejection;
}

/** Tells by its header what a list is; refuses one by which no title can be told. */
export function listWith(header: readonly string[], given: GivenColumns): List {
  const width = header.length;
  const kbart = kbartColumnsIn(header);
  if (kbart !== null) {
    return { width, least: kbartLeast(kbart), recordOf: (values) => kbartRecordOf(values, kbart) };
  }
  const columns = columnsIn(header, given);
  return { width, least: width, recordOf: (values) => recordOf(values, columns) };
}
