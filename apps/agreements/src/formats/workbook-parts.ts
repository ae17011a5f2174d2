import { Refusal } from '#libs/kernel';
import type { ReadPart, Zip } from '#libs/spreadsheet';

/** The files in a workbook, counted as they are read: no more than `most` bytes may come out. */
export function partsOf(zip: Zip, most: number): ReadPart {
  let taken = 0;
  return (name) => {
    const entry = zip.entries.find(({ fileName }) => fileName === name);
    if (entry === undefined) return undefined;
    return (async function* counted() {
      for await (const piece of zip.read(entry)) {
        taken += piece.length;
        if (taken > most) {
          throw new Refusal(
            'xlsx.too-large',
            'There is more in the workbook than can be read from one; save it as CSV',
          );
        }
        yield piece;
      }
    })();
  };
}
