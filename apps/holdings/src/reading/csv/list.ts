import type { LocalRecord } from '../../model/local-record.ts';
import type { Rejection } from '../found.ts';
import type { SourceMapping } from '../mapping.ts';
import { columnsIn, numberColumnIn } from './columns.ts';
import { type CopyList, copyListOf } from './copy-lines.ts';
import { kbartColumnsIn, kbartLeast, kbartRecordOf } from './kbart.ts';
import { BARE_NUMBERS, numbersIn } from './numbers.ts';
import { recordOf } from './row.ts';

/** How the lines of a list are read, told by its header. */
export interface List {
  /** Values that a line has at most, unless the others are empty. */
  readonly width: number;
  /** Values that a line has at least. */
  readonly least: number;
  /** How its lines belong together, where there may be one for each copy of a record. */
  readonly copies: CopyList | null;
  recordOf(values: readonly string[]): LocalRecord | Rejection;
}

/** What a list is of: titles; records by their numbers, with names of columns; or such numbers and nothing else. */
export type ListOf = 'titles' | 'numbers' | 'bare-numbers';

/** Tells by its header what a list is; refuses one by which no title, or no number, can be told. */
export function listWith(header: readonly string[], mapping: SourceMapping, of: ListOf): List {
  if (of === 'bare-numbers') return BARE_NUMBERS;
  const numbers = of === 'numbers' ? numberColumnIn(header, mapping.columns) : null;
  if (numbers !== null) return numbersIn(header, numbers);
  const width = header.length;
  const kbart = kbartColumnsIn(header);
  if (kbart !== null) {
    return { width, least: kbartLeast(kbart), copies: null, recordOf: (values) => kbartRecordOf(values, kbart) };
  }
  const columns = columnsIn(header, mapping.columns);
  const copies = copyListOf(columns);
  return { width, least: width, copies, recordOf: (values) => recordOf(values, columns, mapping) };
}
