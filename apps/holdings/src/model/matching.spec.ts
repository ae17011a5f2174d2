import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cluster, type Matchable, regrouping } from './matching.ts';

const ISBN = '1000000000000000001';
const PPN = '2000000000000000001';
const OCN = '3000000000000000001';
const DESCRIPTION = '7000000000000000001';

function record(name: number, keys: string[] = [], descriptionKey: string | null = null): Matchable {
  return { record: `8${String(name).padStart(18, '0')}`, keys: keys.toSorted(), descriptionKey };
}

function titles(...records: Matchable[]): string[] {
  return records.map((it) => cluster(records).get(it.record) ?? 'none');
}

describe('matching records to titles', () => {
  it('makes one title of records that share an identifier, called after the smallest key', () => {
    expect(titles(record(1, [PPN, OCN]), record(2, [OCN, ISBN]))).toEqual([ISBN, ISBN]);
  });

  it('keeps records apart that share no identifier, whatever they say of themselves', () => {
    expect(titles(record(1, [PPN], DESCRIPTION), record(2, [OCN], DESCRIPTION))).toEqual([PPN, OCN]);
  });

  it('joins all records with one description once one of them has no identifier', () => {
    const records = [record(1, [PPN], DESCRIPTION), record(2, [OCN], DESCRIPTION), record(3, [], DESCRIPTION)];
    expect(titles(...records)).toEqual([PPN, PPN, PPN]);
  });

  it('calls a title without identifiers after its description, and a record without anything after itself', () => {
    expect(titles(record(1, [], DESCRIPTION), record(2))).toEqual([DESCRIPTION, '8000000000000000002']);
  });
});

describe('what became of titles', () => {
  it('tells a merge by a bridging record, and the split when it goes', () => {
    const apart = [record(1, [ISBN]), record(2, [PPN])];
    const bridged = [...apart, record(3, [ISBN, PPN])];
    expect(regrouping(cluster(apart), cluster(bridged))).toEqual({ merges: [{ from: PPN, into: ISBN }], splits: [] });
    expect(regrouping(cluster(bridged), cluster(apart))).toEqual({
      merges: [],
      splits: [{ from: ISBN, into: [ISBN, PPN] }],
    });
  });

  it('says nothing of titles that only lost or won records', () => {
    const one = [record(1, [ISBN]), record(2, [ISBN])];
    expect(regrouping(cluster(one), cluster(one.slice(0, 1)))).toEqual({ merges: [], splits: [] });
  });
});

const anyRecord = fc.record({
  name: fc.nat(30),
  keys: fc.uniqueArray(
    fc.constantFrom('1', '2', '3', '4', '5', '6').map((it) => `${it}${'0'.repeat(18)}`),
    { maxLength: 3 },
  ),
  description: fc.option(fc.constantFrom('1', '2', '3').map((it) => `7${'0'.repeat(17)}${it}`)),
});

describe('order independence', () => {
  it('gives the same titles for the same records in any order', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), fc.func(fc.nat()), (given, weight) => {
        const records = [...new Map(given.map((it) => [it.name, record(it.name, it.keys, it.description)])).values()];
        const shuffled = records.toSorted((a, b) => weight(a.record) - weight(b.record));
        expect(Object.fromEntries(cluster(shuffled))).toEqual(Object.fromEntries(cluster(records)));
      }),
    );
  });

  it('puts two records in one title exactly when a chain of shared keys leads from one to the other', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), (given) => {
        const records = [...new Map(given.map((it) => [it.name, record(it.name, it.keys, it.description)])).values()];
        const found = cluster(records);
        for (const one of records) {
          const reached = reachedFrom(one, records);
          for (const other of records) {
            expect(found.get(one.record) === found.get(other.record)).toBe(reached.has(other));
          }
        }
      }),
    );
  });
});

/** The oracle: walk from record to record, however slow. */
function reachedFrom(start: Matchable, records: readonly Matchable[]): Set<Matchable> {
  const reached = new Set([start]);
  for (const one of reached) {
    for (const other of records) if (connected(one, other, records)) reached.add(other);
  }
  return reached;
}

function connected(one: Matchable, other: Matchable, records: readonly Matchable[]): boolean {
  if (one.keys.some((key) => other.keys.includes(key))) return true;
  if (one.descriptionKey === null || one.descriptionKey !== other.descriptionKey) return false;
  return records.some((it) => it.keys.length === 0 && it.descriptionKey === one.descriptionKey);
}
