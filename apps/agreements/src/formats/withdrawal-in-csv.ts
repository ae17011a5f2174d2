import { Refusal } from '#libs/kernel';
import { csvLines } from './csv.ts';

const IDENTIFIER = /^(?:isbn|isbn13|ean|identifier|identificatie|barcode)$/;
const COPIES = /^(?:copies|exemplaren|aantal)$/;

/** Reads a list of what is to go: a column with identifiers and, if it likes, one with numbers of copies. */
export async function withdrawalInCsv(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ identifier: string; copies: number }[]> {
  const items: { identifier: string; copies: number }[] = [];
  let at: { identifier: number; copies: number } | undefined;
  for await (const { line, values } of csvLines(pieces)) {
    if (at === undefined) {
      const names = values.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
      at = {
        identifier: names.findIndex((name) => IDENTIFIER.test(name)),
        copies: names.findIndex((name) => COPIES.test(name)),
      };
      if (at.identifier < 0) {
        throw new Refusal(
          'csv.columns-missing',
          'The first line must name the columns, with one called isbn (or identifier)',
        );
      }
      continue;
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
