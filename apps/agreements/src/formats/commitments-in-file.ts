import { type Isil, Refusal } from '#libs/kernel';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { commitmentsInCsv } from './commitments-in-csv.ts';
import { commitmentsInMarc, commitmentsInMarcXml } from './commitments-in-marc.ts';
import type { Told } from './rejected.ts';

/** Reads the commitments in a file, whose first bytes tell its format: MARC 21 (ISO 2709), MARCXML or CSV. */
export async function* commitmentsInFile(
  pieces: AsyncIterable<Uint8Array>,
  deliveredBy: Isil,
): AsyncGenerator<Told<DeliveredCommitment>> {
  const iterator = pieces[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 24) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  if (head.length === 0) throw new Refusal('upload.malformed', 'The file is empty');
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  yield* readerFor(head)(whole(), deliveredBy);
}

function readerFor(head: Buffer): typeof commitmentsInCsv {
  if (/^\s*\d{5}.{15}4500/s.test(head.toString('latin1'))) return commitmentsInMarc;
  return /^\uFEFF?\s*</.test(head.toString('utf8')) ? commitmentsInMarcXml : commitmentsInCsv;
}
