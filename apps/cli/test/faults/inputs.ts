import fc from 'fast-check';

/** One row of a participant's file, as the test made it: the oracle reads this, the system reads the file. */
export interface Row {
  readonly localId: string;
  /** Numbers of made-up ISBNs; several make the record a bridge. */
  readonly isbns: readonly number[];
  readonly ppn: number | null;
  readonly nbc: string;
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
}

export interface Delivery {
  readonly kind: 'delivery';
  readonly participant: number;
  readonly mode: 'full' | 'delta';
  readonly rows: readonly Row[];
}

/** A plan is submitted, and then perhaps decided. */
export interface Plan {
  readonly kind: 'plan';
  readonly participant: number;
  readonly profile: number;
  readonly level: '1b' | '2b' | '3b' | '4';
  readonly titles: readonly number[];
  readonly decision: 'nothing' | 'accept' | 'return';
}

export type Step = Delivery | Plan;

export const PARTICIPANTS = 4;
export const GROUPS = ['01', '02', '03', '04'] as const;
const BOOKS = 60;

const row = fc.record<Row>({
  localId: fc.integer({ min: 1, max: 40 }).map((n) => `r${n}`),
  isbns: fc.uniqueArray(fc.integer({ min: 1, max: BOOKS }), { minLength: 0, maxLength: 2 }),
  ppn: fc.option(fc.integer({ min: 1, max: BOOKS }), { freq: 2 }),
  nbc: fc
    .tuple(fc.constantFrom(...GROUPS, '99'), fc.integer({ min: 10, max: 12 }))
    .map(([group, rest]) => `${group}.${rest}`),
  copies: fc.integer({ min: 1, max: 3 }),
  extant: fc.integer({ min: 0, max: 3 }),
  onOrder: fc.integer({ min: 0, max: 1 }),
});

const delivery = fc.record<Delivery>({
  kind: fc.constant('delivery' as const),
  participant: fc.integer({ min: 0, max: PARTICIPANTS - 1 }),
  mode: fc.constantFrom('full', 'full', 'delta'),
  rows: fc.uniqueArray(row, { selector: ({ localId }) => localId, minLength: 1, maxLength: 30 }),
});

const plan = fc.record<Plan>({
  kind: fc.constant('plan' as const),
  participant: fc.integer({ min: 0, max: PARTICIPANTS - 1 }),
  profile: fc.integer({ min: 0, max: GROUPS.length - 1 }),
  level: fc.constantFrom('1b', '2b', '3b', '4'),
  titles: fc.uniqueArray(fc.integer({ min: 1, max: BOOKS }), { maxLength: 3 }),
  decision: fc.constantFrom('nothing', 'accept', 'return'),
});

/** A history of accepted inputs, the same for the same seed. */
export function history(seed: number, steps: number): Step[] {
  const step = fc.oneof({ weight: 3, arbitrary: delivery }, { weight: 1, arbitrary: plan });
  return fc.sample(fc.array(step, { minLength: steps, maxLength: steps, size: 'max' }), { seed, numRuns: 1 })[0] ?? [];
}

/** A valid ISBN-13 for a number. */
export function isbnOf(book: number): string {
  const twelve = `97890${String(book).padStart(7, '0')}`;
  const sum = Array.from(twelve).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return twelve + String((10 - (sum % 10)) % 10);
}

export function isilOf(participant: number): string {
  return `NL-088000${String(participant).padStart(4, '0')}`;
}

/** The file that a delivery is sent as. */
export function csvOf({ rows }: Delivery): string {
  const lines = rows.map((it) =>
    [
      it.localId,
      it.isbns.map((book) => isbnOf(book)).join(' | '),
      it.ppn === null ? '' : String(100_000_000 + it.ppn),
      `Boek ${it.localId}`,
      it.nbc,
      it.copies,
      Math.min(it.extant, it.copies),
      it.onOrder,
    ].join(';'),
  );
  return ['lokaal id;isbn;ppn;titel;nbc;exemplaren;aanwezig;besteld', ...lines, ''].join('\r\n');
}
