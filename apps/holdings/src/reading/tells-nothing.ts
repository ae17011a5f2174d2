import type { LocalRecord } from '../model/local-record.ts';

/** Whether there is nothing in a record by which its title could be told. */
export function tellsNothing({ title, identifiers }: Pick<LocalRecord, 'title' | 'identifiers'>): boolean {
  return title === '' && Object.values(identifiers).every((it) => it.length === 0);
}
