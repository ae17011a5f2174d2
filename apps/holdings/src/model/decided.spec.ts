import { decisionKey } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decided, type Decision, delivered } from './decided.ts';
import { cluster, type Matchable } from './matching.ts';

const ISBN = '1000000000000000001';
const OTHER_ISBN = '1000000000000000002';
const DESCRIPTION = '7000000000000000001';

function record(name: number, keys: string[] = [], descriptionKey: string | null = null): Matchable {
  return { record: own(name), keys: keys.toSorted(), descriptionKey };
}

function own(name: number): string {
  return `8${String(name).padStart(18, '0')}`;
}

interface Made extends Decision {
  readonly about: readonly string[];
}

function decisionsOf(made: readonly Made[]): Map<string, Decision[]> {
  const decisions = new Map<string, Decision[]>();
  for (const { about, number, kind } of made) {
    for (const key of about) decisions.set(key, [...(decisions.get(key) ?? []), { number, kind }]);
  }
  return decisions;
}

/** The titles of these records under these decisions, in the order of the records. */
function titles(records: readonly Matchable[], ...made: Made[]): (string | undefined)[] {
  const decisions = decisionsOf(made);
  const found = cluster(records.map((it) => decided(it, decisions)));
  return records.map((it) => found.get(it.record));
}

describe('a decision that titles are the same', () => {
  const same: Made = { number: 1, kind: 'same', about: [ISBN, OTHER_ISBN] };

  it('joins every record that their names connect, and is no name itself', () => {
    expect(titles([record(1, [ISBN]), record(2, [OTHER_ISBN]), record(3, [OTHER_ISBN])], same)).toEqual([
      ISBN,
      ISBN,
      ISBN,
    ]);
  });

  it('says nothing of a record that is identified otherwise', () => {
    const about = { ...same, about: [ISBN, DESCRIPTION] };
    expect(titles([record(1, [ISBN]), record(2, [OTHER_ISBN], DESCRIPTION)], about)).toEqual([ISBN, OTHER_ISBN]);
    expect(titles([record(1, [ISBN]), record(2, [], DESCRIPTION)], about)).toEqual([ISBN, ISBN]);
  });

  it('leaves a description counting for others where a record has no identifier', () => {
    const records = [record(1, [ISBN]), record(2, [], DESCRIPTION), record(3, [OTHER_ISBN], DESCRIPTION)];
    expect(titles(records, { ...same, about: [ISBN, DESCRIPTION] })).toEqual([ISBN, ISBN, ISBN]);
  });

  it('joins a record that has nothing but itself', () => {
    expect(titles([record(1, [ISBN]), record(2)], { ...same, about: [ISBN, own(2)] })).toEqual([ISBN, ISBN]);
  });
});

describe('a decision that sets records apart', () => {
  it('makes them one title of their own, whatever numbers they share with others', () => {
    const records = [record(1, [ISBN]), record(2, [ISBN]), record(3, [ISBN], DESCRIPTION)];
    const apart: Made = { number: 1, kind: 'apart', about: [own(2), own(3)] };
    expect(titles(records, apart)).toEqual([ISBN, own(2), own(2)]);
  });

  it('counts in its latest form', () => {
    const records = [record(1, [ISBN]), record(2, [ISBN]), record(3, [ISBN])];
    const first: Made = { number: 1, kind: 'apart', about: [own(2), own(3)] };
    const second: Made = { number: 2, kind: 'apart', about: [own(3)] };
    expect(titles(records, first, second)).toEqual([ISBN, own(2), own(3)]);
  });

  it('does not keep what was set apart from being joined to another title', () => {
    const records = [record(1, [ISBN]), record(2, [ISBN]), record(3, [OTHER_ISBN])];
    const apart: Made = { number: 1, kind: 'apart', about: [own(2)] };
    const same: Made = { number: 2, kind: 'same', about: [own(2), OTHER_ISBN] };
    expect(titles(records, apart, same)).toEqual([ISBN, OTHER_ISBN, OTHER_ISBN]);
  });
});

const KEYS = [1, 2, 3].map((it) => `1${String(it).padStart(18, '0')}`);
const DESCRIPTIONS = [1, 2].map((it) => `7${String(it).padStart(18, '0')}`);
const anyRecords = fc
  .uniqueArray(
    fc.record({
      name: fc.nat(8),
      keys: fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 2 }),
      description: fc.option(fc.constantFrom(...DESCRIPTIONS)),
    }),
    { maxLength: 9, selector: (it) => it.name },
  )
  .map((all) => all.map((it) => record(it.name, it.keys, it.description)));
const anyDecisions = fc
  .array(
    fc.oneof(
      fc.record({
        kind: fc.constant('same' as const),
        about: fc.uniqueArray(fc.constantFrom(...KEYS, ...DESCRIPTIONS, own(1), own(2)), {
          minLength: 2,
          maxLength: 3,
        }),
      }),
      fc.record({
        kind: fc.constant('apart' as const),
        about: fc.uniqueArray(fc.nat(8).map(own), { minLength: 1, maxLength: 3 }),
      }),
    ),
    { maxLength: 5 },
  )
  .map((all) => all.map((it, i): Made => ({ ...it, number: i + 1 })));

describe('records under decisions', () => {
  it('give the same titles in any order of records and decisions, and are what they were once all is taken back', () => {
    fc.assert(
      fc.property(anyRecords, anyDecisions, (records, made) => {
        const decisions = decisionsOf(made);
        const are = records.map((it) => decided(it, decisions));
        expect(are.map(delivered)).toEqual(records);
        expect(records.toReversed().map((it) => decided(it, decisionsOf(made.toReversed())))).toEqual(are.toReversed());
        expect(cluster(are.toReversed())).toEqual(new Map([...cluster(are)].toReversed()));
      }),
    );
  });

  it('are never called after a decision, and keep their keys in order', () => {
    fc.assert(
      fc.property(anyRecords, anyDecisions, (records, made) => {
        const are = records.map((it) => decided(it, decisionsOf(made)));
        for (const { keys } of are) expect(keys).toEqual(keys.toSorted());
        for (const title of cluster(are).values()) expect(title < decisionKey(0)).toBe(true);
      }),
    );
  });
});
