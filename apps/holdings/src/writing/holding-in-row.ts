import type { RetentionNote } from '#libs/contracts';
import type { Value } from '#libs/spreadsheet';
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

/** A holding as a row of a list, in a file of CSV or in a spreadsheet. */
export function holdingInRow(holding: ExportedHolding, notes: readonly RetentionNote[]): Value[] {
  const { identifiers, localIds, description, details, items, copies, extant, onOrder } = holding;
  const { title, contributor = '', year = null, material, language, audience, classifications } = description;
  const kept = notes.filter(({ active }) => active);
  return [
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
    ...NOTATIONS.map((it) =>
      classifications.flatMap(({ scheme, notation }) => (scheme === it ? notation : [])).join(AND),
    ),
    copies,
    extant,
    onOrder,
    ...(['branch', 'shelfMark', 'condition'] as const).map((what) => allOf(items, what)),
    kept.map(({ until }) => until ?? 'onbepaald').join(AND),
    kept.map(({ policy }) => policy).join(AND),
  ];
}

function allOf(items: ExportedHolding['items'], what: 'branch' | 'shelfMark' | 'condition'): string {
  return [...new Set(items.map((it) => it[what]))].filter((it) => it !== undefined).join(AND);
}
