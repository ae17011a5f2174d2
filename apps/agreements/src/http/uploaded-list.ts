import { Refusal } from '#libs/kernel';
import { uploadOf } from '#libs/platform';
import type { FastifyRequest } from 'fastify';
import { titlesInFile } from '../formats/title-list/in-file.ts';
import type { ListedTitle } from '../model/listed-title.ts';

/** Bytes of a list at most: 5,000 products in ONIX take about 40 MB. */
const LARGEST = 64 * 1024 ** 2;

/** The titles on a list that was sent, of which there are `most`. It is read in memory, so that it is kept nowhere. */
export async function listIn(request: FastifyRequest, most: number): Promise<ListedTitle[]> {
  const { stream } = await uploadOf(request, LARGEST);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) {
      throw new Refusal(
        'list.too-large',
        `The list is larger than ${LARGEST / 1024 ** 2} MB; divide it over several`,
        [],
        { most },
      );
    }
    pieces.push(piece);
  }
  return titlesInFile(Buffer.concat(pieces), most);
}
