import { descriptionKey, keyOf, normalise, recordKey, type TitleKey } from '#libs/kernel';
import type { LocalRecord } from './local-record.ts';

/** What a record is matched by. */
export interface RecordKeys {
  /** Its identifiers, smallest first. */
  readonly keys: readonly TitleKey[];
  /** Its normalised description; `null` when title, year and publisher are not all there: never merge on a bare title. */
  readonly descriptionKey: TitleKey | null;
}

const KINDS = ['isbn', 'ppn', 'ocn', 'issn', 'ismn'] as const;

export function keysOf(record: LocalRecord): RecordKeys {
  const part = record.part === null ? '' : normalise(record.part);
  const variant = { part, electronic: record.electronic };
  const keys: TitleKey[] = [];
  for (const kind of KINDS) for (const value of record.identifiers[kind]) keys.push(keyOf({ kind, value }, variant));
  if (keys.length > 1) keys.sort();
  return { keys, descriptionKey: describe(record, part) };
}

/** The key of a record that may have no other: it stands for itself, whoever delivers what. */
export function ownKey(participant: string, source: string, localId: string): TitleKey {
  return recordKey(`${participant}\u001f${source}`, localId);
}

function describe(record: LocalRecord, part: string): TitleKey | null {
  if (record.year === null || record.publisher === null) return null;
  const title = normalise(record.title.slice(record.nonFiling));
  const publisher = normalise(record.publisher);
  if (title === '' || publisher === '') return null;
  const edition = record.edition === null ? '' : normalise(record.edition);
  return descriptionKey(
    `${title}\u001f${record.year}\u001f${publisher}\u001f${edition}\u001f${record.material}\u001f${part}\u001f${record.electronic ? 'e' : ''}`,
  );
}
