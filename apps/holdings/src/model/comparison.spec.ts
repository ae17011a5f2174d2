import { decisionKey, descriptionKey, isbnKey, ppnKey } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare, type ComparedRecord } from './comparison.ts';
import { cluster } from './matching.ts';

const ISBN = isbnKey('9789021434049');
const OTHER_ISBN = isbnKey('9789045039039');
const PPN = ppnKey('123456789');
const DESCRIPTION = descriptionKey('de aanslag');

function record(name: number, its: Partial<ComparedRecord> = {}): ComparedRecord {
  return {
    record: own(name),
    keys: [],
    descriptionKey: null,
    setAside: null,
    apartBy: null,
    titleId: own(name),
    ...its,
    described: {
      title: 'De aanslag',
      year: 1982,
      publisher: 'De Bezige Bij',
      edition: null,
      part: null,
      material: 'book',
      ...its.described,
    },
  };
}

function own(name: number): string {
  return `8${String(name).padStart(18, '0')}`;
}

/** The records with the titles that matching gives them. */
function inTitles(...records: ComparedRecord[]): ComparedRecord[] {
  const titles = cluster(records);
  return records.map((it) => Object.assign(it, { titleId: titles.get(it.record) ?? '' }));
}

function compared(...records: ComparedRecord[]): ReturnType<typeof compare> {
  const [one, other, ...rest] = inTitles(...records);
  if (one === undefined || other === undefined) throw new Error('Two records are needed');
  return compare(
    one,
    other,
    [one, other, ...rest].filter(({ titleId }) => titleId === one.titleId),
  );
}

describe('why two records are one title', () => {
  it('names the number that they share', () => {
    expect(compared(record(1, { keys: [ISBN] }), record(2, { keys: [ISBN] }))).toEqual({
      same: true,
      links: [
        { from: own(1), to: own(2), by: { kind: 'identifier', identifier: { kind: 'isbn', value: '9789021434049' } } },
      ],
    });
  });

  it('goes by way of the records between them, and not further about than needed', () => {
    const way = compared(
      record(1, { keys: [ISBN] }),
      record(2, { descriptionKey: DESCRIPTION }),
      record(3, { keys: [ISBN, PPN] }),
      record(4, { keys: [PPN], descriptionKey: DESCRIPTION }),
      record(5, { keys: [ISBN, OTHER_ISBN] }),
      record(6, { keys: [OTHER_ISBN, PPN] }),
    );
    expect(way).toMatchObject({
      same: true,
      links: [
        { from: own(1), to: own(3), by: { kind: 'identifier', identifier: { kind: 'isbn' } } },
        { from: own(3), to: own(4), by: { kind: 'identifier', identifier: { kind: 'ppn' } } },
        { from: own(4), to: own(2), by: { kind: 'description' } },
      ],
    });
  });

  it('names the decision', () => {
    const keys = [decisionKey(7)];
    expect(compared(record(1, { keys: [ISBN, ...keys] }), record(2, { keys }))).toMatchObject({
      links: [{ by: { kind: 'decision', number: 7 } }],
    });
  });

  it('is told for any two records of one title, by steps that two neighbours really share', () => {
    const any = fc.array(
      fc.record({
        keys: fc.uniqueArray(fc.constantFrom(ISBN, OTHER_ISBN, PPN, decisionKey(1)), { maxLength: 2 }),
        descriptionKey: fc.option(fc.constant(DESCRIPTION)),
      }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(any, (all) => {
        const records = inTitles(...all.map((it, i) => record(i + 1, { ...it, keys: it.keys.toSorted() })));
        const [one, other] = records;
        if (one === undefined || other === undefined || one.titleId !== other.titleId) return;
        const members = records.filter(({ titleId }) => titleId === one.titleId);
        const comparison = compare(one, other, members);
        if (!comparison.same) throw new Error('They are one title');
        expect(comparison.links.at(-1)?.to).toBe(other.record);
        comparison.links.forEach(({ from, to, by }, i) => {
          expect(from).toBe(i === 0 ? one.record : comparison.links[i - 1]?.to);
          const [a, b] = [from, to].map((it) => members.find(({ record: is }) => is === it));
          const shared =
            by.kind === 'description'
              ? a?.descriptionKey === b?.descriptionKey
              : a?.keys.some((key) => b?.keys.includes(key));
          expect(shared).toBe(true);
        });
      }),
    );
  });
});

describe('why two records are not one title', () => {
  it('tells the numbers of each, and that an equal description does not count beside them', () => {
    const [one, other] = [[ISBN], [PPN]].map((keys, i) => record(i + 1, { keys, descriptionKey: DESCRIPTION }));
    expect(compared(one as ComparedRecord, other as ComparedRecord)).toEqual({
      same: false,
      reasons: [
        {
          kind: 'no-number-shared',
          one: [{ kind: 'isbn', value: '9789021434049' }],
          other: [{ kind: 'ppn', value: '123456789' }],
        },
        { kind: 'description-does-not-count' },
      ],
    });
  });

  it('tells that one number is of another part, or of the electronic manifestation', () => {
    const volume = record(2, {
      keys: [isbnKey('9789021434049', { part: 'deel 2' })],
      described: { ...record(2).described, part: 'Deel 2' },
    });
    const reason = { kind: 'number-of-another-part', identifier: { kind: 'isbn', value: '9789021434049' } };
    expect(compared(record(1, { keys: [ISBN] }), volume)).toMatchObject({ reasons: [reason, {}, {}] });
    const electronic = record(2, { keys: [isbnKey('9789021434049', { electronic: true })] });
    expect(compared(electronic, record(1, { keys: [ISBN] }))).toMatchObject({ reasons: [reason, {}, {}] });
  });

  it('names what a description lacks, or in what it differs', () => {
    const bare = record(2, { described: { ...record(2).described, year: null, publisher: '' } });
    expect(compared(record(1, { descriptionKey: DESCRIPTION }), bare)).toMatchObject({
      reasons: [
        { kind: 'no-number-shared' },
        { kind: 'description-incomplete', record: own(2), missing: ['year', 'publisher'] },
      ],
    });
    const later = record(2, {
      descriptionKey: descriptionKey('another'),
      described: { ...record(2).described, title: 'De Aanslag!', year: 1983 },
    });
    expect(compared(record(1, { descriptionKey: DESCRIPTION }), later)).toMatchObject({
      reasons: [{ kind: 'no-number-shared' }, { kind: 'description-differs', fields: ['year'] }],
    });
  });

  it('tells that a decision set one of them apart, and nothing of what they share', () => {
    const apart = record(2, { keys: [decisionKey(3)], setAside: [ISBN, DESCRIPTION], apartBy: 3 });
    expect(compared(record(1, { keys: [ISBN], descriptionKey: DESCRIPTION }), apart)).toEqual({
      same: false,
      reasons: [{ kind: 'set-apart', record: own(2), number: 3 }],
    });
  });
});
