import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TitleHolders } from './title-holders.ts';

const facets = (at: number): string => JSON.stringify(['book', `l${at}`, 'adult', []]);
const EVERYONE = Int32Array.from({ length: 300 }, (_, at) => at);

/** Who has which title by what is visited, whatever the order. */
async function visited(holders: TitleHolders, as = EVERYONE, asked = [0, 1, 2]): Promise<string[]> {
  const wanted = new Uint32Array(holders.combinations.length);
  for (const at of asked) if (at < wanted.length) wanted[at] = 1;
  const seen: string[] = [];
  await holders.walk(wanted, as, (combination, who, count) =>
    seen.push(`${combination}: ${[...who.subarray(0, count)].toSorted((one, other) => one - other).join()}`),
  );
  return seen.toSorted();
}

function eightBytes(...ids: number[]): Buffer {
  const buffer = Buffer.alloc(8 * ids.length);
  ids.forEach((id, at) => buffer.writeBigInt64BE(BigInt(id), 8 * at));
  return buffer;
}

function twoBytes(...participants: number[]): Buffer {
  const buffer = Buffer.alloc(2 * participants.length);
  participants.forEach((it, at) => buffer.writeUInt16BE(it, 2 * at));
  return buffer;
}

describe('holders of titles', () => {
  it('are those that arrived, of titles that arrived before', async () => {
    const holders = new TitleHolders();
    holders.arrive(eightBytes(5, -6), holders.combination(facets(0)));
    holders.arrive(eightBytes(7), holders.combination(facets(1)));
    holders.arriveWith(eightBytes(7, 5, 7, 9), twoBytes(3, 3, 4, 4));
    holders.arriveWith(eightBytes(-6), twoBytes(299));
    await holders.arrived();
    expect(await visited(holders)).toEqual(['0: 299', '0: 3', '1: 3,4']);
    expect(await visited(holders, EVERYONE, [1])).toEqual(['1: 3,4']);
  });

  it('count as others, once each, or not at all', async () => {
    const holders = new TitleHolders();
    holders.arrive(eightBytes(1, 2), holders.combination(facets(0)));
    holders.arriveWith(eightBytes(1, 1, 1, 2), twoBytes(1, 2, 4, 3));
    await holders.arrived();
    expect(await visited(holders, Int32Array.of(-1, 0, 0, -1))).toEqual(['0: 0']);
  });

  it('are what was set last of each title, however often that was and however many there are', async () => {
    const change = fc.record({
      title: fc.nat(400),
      combination: fc.nat(2),
      holders: fc.uniqueArray(fc.nat(299), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3000, size: 'max' }), async (changes) => {
        const holders = new TitleHolders();
        for (const at of [0, 1, 2]) holders.combination(facets(at));
        holders.arrive(eightBytes(...Array.from({ length: 200 }, (_, at) => at)), 0);
        holders.arriveWith(
          eightBytes(...Array.from({ length: 200 }, (_, at) => at)),
          twoBytes(...Array<number>(200).fill(9)),
        );
        await holders.arrived();
        const expected = new Map(Array.from({ length: 200 }, (_, at) => [at, '0: 9']));
        for (const { title, combination, holders: who } of changes) {
          holders.set({ high: 0, low: title, combination, holders: who });
          expected.set(title, `${combination}: ${who.toSorted((one, other) => one - other).join()}`);
        }
        expect(await visited(holders)).toEqual([...expected.values()].filter((it) => !it.endsWith(' ')).toSorted());
      }),
      { numRuns: 30 },
    );
  });
});
