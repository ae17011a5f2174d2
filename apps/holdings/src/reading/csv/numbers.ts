import { isLossyNumber } from '#libs/kernel';
import { namedOnly, type LocalRecord } from '../../model/local-record.ts';
import type { Rejection } from '../found.ts';
import type { Columns } from './columns.ts';
import type { List } from './list.ts';
import { lossyNumber } from './row.ts';

/** A list of bare numbers, one on each line. */
export const BARE_NUMBERS: List = {
  width: 1,
  least: 1,
  copies: null,
  recordOf: ([value = '']) => numbered(value.trim()),
};

/** A list that names records by the numbers in its column. */
export function numbersIn(header: readonly string[], columns: Columns): List {
  const [at = 0] = columns.get('localId') ?? [];
  return {
    width: header.length,
    least: at + 1,
    copies: null,
    recordOf: (values) => numbered(values[at]?.trim() ?? ''),
  };
}

function numbered(localId: string): LocalRecord | Rejection {
  if (isLossyNumber(localId)) return lossyNumber('localId', localId);
  if (localId !== '') return namedOnly(localId);
  return {
    code: 'record.number-missing',
    message: 'The number of the record is empty',
    hint: "Give the record's number in your library system, or leave the line out.",
  };
}
