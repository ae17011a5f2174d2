import {
  descriptionKey,
  isbnKey,
  ismnKey,
  issnKey,
  normalise,
  ocnKey,
  ppnKey,
  recordKey,
  type TitleKey,
} from '#libs/kernel';
import type { LocalRecord } from './local-record.ts';

/** What a record is matched by. */
export interface RecordKeys {
  /** Its identifiers, smallest first. */
  readonly keys: readonly TitleKey[];
  /** Its normalised description; `null` when title, year and publisher are not all there: never merge on a bare title. */
  readonly descriptionKey: TitleKey | null;
}

export function keysOf(record: LocalRecord): RecordKeys {
  const { isbn, ppn, ocn, issn, ismn } = record.identifiers;
  const part = record.part === null ? '' : normalise(record.part);
  const variant = { part, electronic: record.electronic };
  const keys = [
    ...isbn.map((it) => isbnKey(it, variant)),
    ...ppn.map((it) => ppnKey(it, variant)),
    ...ocn.map((it) => ocnKey(it, variant)),
    ...issn.map((it) => issnKey(it, variant)),
    ...ismn.map((it) => ismnKey(it, variant)),
  ];
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
