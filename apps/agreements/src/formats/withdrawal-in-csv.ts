import { Refusal } from '#libs/kernel';
import { type ListedTitle, readWeedingList } from '../model/weeding-list.ts';
import { csvLines } from './csv.ts';

const IDENTIFIER = /^(?:isbn|isbn13|ean|identifier|identificatie|barcode)$/;
const COPIES = /^(?:copies|exemplaren|aantal)$/;

interface Columns {
  readonly identifier: number;
  readonly copies: number;
}

/**
 * Reads a list of what is to go: a column with identifiers and, if it likes, one with numbers of copies. A list that
 * names no columns, as a scanner makes it, has identifiers and then numbers.
 */
export async function withdrawalInCsv(pieces: AsyncIterable<Uint8Array>, most: number): Promise<ListedTitle[]> {
  const items: ListedTitle[] = [];
  let at: Columns | undefined;
  for await (const { line, values } of csvLines(pieces)) {
    if (at === undefined) {
      at = columnsNamed(values);
      if (at !== undefined) continue;
      at = unnamedColumns(values);
    }
    const identifier = values[at.identifier]?.trim() ?? '';
    if (identifier === '') continue;
    const copies = Number(values[at.copies]?.trim() || '1');
    if (!Number.isInteger(copies) || copies < 1) {
      throw new Refusal('csv.malformed', `Line ${line}: '${values[at.copies] ?? ''}' is no number of copies`);
    }
    if (items.push({ identifier, copies }) > most) {
      throw new Refusal('withdrawal.too-large', `At most ${most} titles at a time; divide the list`);
    }
  }
  return items;
}

function columnsNamed(values: readonly string[]): Columns | undefined {
  const names = values.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const identifier = names.findIndex((name) => IDENTIFIER.test(name));
  return identifier < 0 ? undefined : { identifier, copies: names.findIndex((name) => COPIES.test(name)) };
}

function unnamedColumns([first = '']: readonly string[]): Columns {
  if (readWeedingList([{ identifier: first, copies: 1 }]).unread.length === 0) return { identifier: 0, copies: 1 };
  throw new Refusal(
    'csv.columns-missing',
    'The first line must name the columns, with one called isbn (or identifier), or be an identifier itself',
  );
}
