import type { RetentionNote } from '#libs/contracts';
import type { Value } from '#libs/spreadsheet';
import type { KeptItem } from '../model/description.ts';
import type { ExportedHolding } from '../queries/exported-holdings.ts';

const NUMBERS = ['isbn', 'ppn', 'ocn', 'issn', 'ismn'] as const;
const NOTATIONS = ['nbc', 'siso', 'nur', 'ddc'] as const;

/** The columns, by names that an import knows: what was written here can be read again. */
export const HOLDING_HEAD: readonly string[] = [
  'id',
  ...NUMBERS,
  'titel',
  'auteur',
  'jaar',
  'uitgever',
  'editie',
  'deel',
  'materiaal',
  'taal',
  'doelgroep',
  'vorm',
  ...NOTATIONS,
  'exemplaren',
  'aanwezig',
  'besteld',
  'vestiging',
  'plaatskenmerk',
  'conditie',
  'bewaren tot',
  'bewaarprogramma',
];

/** Between values of one column. */
const AND = '|';

/**
 * A holding as rows of a list, in a file of CSV or in a spreadsheet: one for each place that has copies, so that it is read
 * again as it was.
 */
export function holdingInRows(holding: ExportedHolding, notes: readonly RetentionNote[]): Value[][] {
  const { identifiers, localIds, description, details } = holding;
  const {
    title,
    contributor = '',
    year = null,
    material,
    language,
    audience,
    form = '',
    classifications,
  } = description;
  const kept = notes.filter(({ active }) => active);
  const before: Value[] = [
    localIds[0] ?? '',
    ...NUMBERS.map((it) => identifiers.flatMap(({ kind, value }) => (kind === it ? value : [])).join(AND)),
    title,
    contributor,
    year,
    details.publisher ?? '',
    details.edition ?? '',
    details.part ?? '',
    material,
    language,
    audience,
    form,
    ...NOTATIONS.map((it) =>
      classifications.flatMap(({ scheme, notation }) => (scheme === it ? notation : [])).join(AND),
    ),
  ];
  const after: Value[] = [
    kept.map(({ until }) => until ?? 'onbepaald').join(AND),
    kept.map(({ policy }) => policy).join(AND),
  ];
  return placesOf(holding).map(({ copies, extant, onOrder, branch = '', shelfMark = '', condition = '' }) =>
    before.concat([copies, extant, onOrder, branch, shelfMark, condition], after),
  );
}

interface Counts {
  copies: number;
  extant: number;
  onOrder: number;
}

type Place = Counts & Pick<KeptItem, 'branch' | 'shelfMark' | 'condition'>;

/** What stands where; what its records say no place of comes last, and is there at least where nothing else is. */
function placesOf({ items, copies, extant, onOrder }: ExportedHolding): Place[] {
  const places = new Map<string, Place>();
  const rest = { copies, extant, onOrder };
  for (const { count, state, branch, shelfMark, condition } of items) {
    const what = JSON.stringify([branch, shelfMark, condition]);
    const place = places.get(what) ?? {
      copies: 0,
      extant: 0,
      onOrder: 0,
      ...(branch === undefined ? {} : { branch }),
      ...(shelfMark === undefined ? {} : { shelfMark }),
      ...(condition === undefined ? {} : { condition }),
    };
    places.set(what, place);
    note(place, state, count);
    note(rest, state, -count);
  }
  const left = Math.max(rest.copies, rest.extant, rest.onOrder) > 0;
  return left || places.size === 0 ? [...places.values(), rest] : [...places.values()];
}

/** Adds copies to what is counted, or takes them off. */
function note(counts: Counts, state: KeptItem['state'], count: number): void {
  if (state === 'on-order') counts.onOrder += count;
  else {
    counts.copies += count;
    if (state === 'extant') counts.extant += count;
  }
}
