import type { TitleId, TitleKey } from '#libs/kernel';
import type { Decided } from '../model/decided.ts';

/** A record with its keys as PostgreSQL gives them: arrays as lists, which are read many times faster. */
export interface KeyedRow {
  readonly record: TitleKey;
  readonly source: number;
  readonly keys: string;
  readonly descriptionKey: TitleKey | null;
  readonly setAside: string | null;
  readonly titleId: TitleId;
}

/** What a query has to select of `record r` to give keyed rows. */
export const KEYED = `r.record_key::text as record, r.source, array_to_string(r.keys, ',') as keys,
       r.description_key::text as "descriptionKey", array_to_string(r.set_aside, ',') as "setAside",
       r.title_id::text as "titleId"`;

export function keyed({ record, keys, descriptionKey, setAside }: Omit<KeyedRow, 'source' | 'titleId'>): Decided {
  return { record, keys: list(keys), descriptionKey, setAside: setAside === null ? null : list(setAside) };
}

function list(keys: string): TitleKey[] {
  return keys === '' ? [] : keys.split(',');
}
