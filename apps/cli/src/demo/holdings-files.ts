import { join } from 'node:path';
import type { Isil } from '#libs/kernel';
import { bookAsCsv, bookAsMarc, csvHeader } from '#libs/records';
import { BufferedFile } from './buffered-file.ts';
import type { HeldBook } from './collections.ts';
import { csvMistakes, marcMistakes } from './mistakes.ts';
import type { DemoParticipant } from './participants.ts';

/** What a participant's file holds. */
export interface HoldingsFile {
  readonly isil: Isil;
  readonly path: string;
  titles: number;
  rejected: number;
}

/** Participants in odd places of the list deliver MARC 21, the others CSV; the first two of each kind make mistakes. */
export async function writeHoldings(
  folder: string,
  participants: readonly DemoParticipant[],
  books: Iterable<HeldBook>,
): Promise<{ titles: number; translated: number; files: HoldingsFile[] }> {
  const writers = new Map<Isil, Writer>();
  for (const [place, { isil }] of participants.entries()) {
    writers.set(isil, await Writer.open(folder, isil, place % 2 === 0 ? 'mrc' : 'csv', place < 4));
  }
  let [titles, translated] = [0, 0];
  for (const held of books) {
    titles++;
    if (held.book.ddc !== null) translated++;
    for (const { isil, copies } of held.holders) await writers.get(isil)?.add(held, copies);
  }
  const files: HoldingsFile[] = [];
  for (const writer of writers.values()) files.push(await writer.close());
  return { titles, translated, files };
}

const MISTAKES_AFTER = 25;

class Writer {
  private constructor(
    private readonly file: BufferedFile,
    private readonly told: HoldingsFile,
    private readonly format: 'mrc' | 'csv',
    private readonly mistaken: boolean,
  ) {}

  static async open(folder: string, isil: Isil, format: 'mrc' | 'csv', mistaken: boolean): Promise<Writer> {
    const path = join(folder, `${isil}.${format}`);
    const file = await BufferedFile.create(path);
    if (format === 'csv') file.add(csvHeader());
    return new Writer(file, { isil, path, titles: 0, rejected: 0 }, format, mistaken);
  }

  async add({ book, number }: HeldBook, copies: number): Promise<void> {
    const { isil } = this.told;
    const held = { localId: `${isil.slice(-2)}${String(number).padStart(8, '0')}`, copies };
    this.file.add(this.format === 'mrc' ? bookAsMarc(book, held, isil) : bookAsCsv(book, held));
    this.told.titles++;
    if (this.mistaken && this.told.titles === MISTAKES_AFTER) {
      const mistakes = this.format === 'mrc' ? marcMistakes(book, held, isil) : csvMistakes(book, held);
      for (const mistake of mistakes) this.file.add(mistake);
      this.told.rejected = mistakes.length;
    }
    await this.file.settle();
  }

  async close(): Promise<HoldingsFile> {
    await this.file.close();
    return this.told;
  }
}
