import { type CopyRow, decimal, sixtyBitsOf } from '#libs/kernel';
import { describe, detailsOf, fullness } from '../../model/description.ts';
import { keysOf, ownKey } from '../../model/keys.ts';
import type { LocalRecord } from '../../model/local-record.ts';
import type { Place } from '../../reading/found.ts';

/** The columns of a staging table, in the order of `stagedRow`. */
export const STAGED_COLUMNS = [
  'ordinal',
  'place',
  'length',
  'copies',
  'extant',
  'on_order',
  'fullness',
  'record_key',
  'description_key',
  'digest',
  'raw',
  'local_id',
  'keys',
  'description',
  'details',
] as const;

export const STAGED_TABLE = `
  ordinal int not null, place bigint not null, length int not null, copies int not null, extant int not null,
  on_order int not null, fullness int not null, record_key bigint not null, description_key bigint,
  digest bigint not null, raw bigint, local_id text not null, keys bigint[] not null, description text not null, details text`;

/** The columns of a table of skimmed records. */
export const SKIMMED_COLUMNS = ['ordinal', 'record_key', 'raw'] as const;

/** A record as it is staged: everything that costs thought is worked out here, once, so that SQL only compares. */
export function stagedRow(
  place: Place,
  record: LocalRecord,
  participant: string,
  source: string,
  raw: string | null,
): CopyRow {
  const { keys, descriptionKey } = keysOf(record);
  const description = JSON.stringify(describe(record));
  const details = detailsOf(record);
  const detailsText = details === null ? null : JSON.stringify(details);
  const keysText = `{${keys.join(',')}}`;
  const full = fullness(record);
  const { copies, extant, onOrder } = record;
  const digest = digestOf(
    `${copies},${extant},${onOrder},${full}${keysText}${descriptionKey}${description}${detailsText}`,
  );
  return [
    place.number,
    place.offset,
    place.length,
    copies,
    extant,
    onOrder,
    full,
    ownKey(participant, source, record.localId),
    descriptionKey,
    digest,
    raw,
    record.localId,
    keysText,
    description,
    detailsText,
  ];
}

/** Sixty bits that change when the record does. */
function digestOf(text: string): string {
  return decimal(sixtyBitsOf(text));
}
