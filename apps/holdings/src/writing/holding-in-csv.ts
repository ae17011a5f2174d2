import type { RetentionNote } from '#libs/contracts';
import { csvLine } from '#libs/kernel';
import type { ExportedHolding } from '../queries/exported-holdings.ts';

const NUMBERS = ['isbn', 'ppn', 'ocn', 'issn', 'ismn'] as const;
const NOTATIONS = ['nbc', 'siso', 'nur', 'ddc'] as const;

/** The columns, by names that an import knows: what was written here can be read again. */
export const HOLDING_HEAD = csvLine([
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
  'bewaren tot',
  'bewaarprogramma',
]);

/** Between values of one column. */
const AND = '|';

export function holdingInCsv(holding: ExportedHolding, notes: readonly RetentionNote[]): string {
  const { identifiers, localIds, description, details, copies, extant, onOrder } = holding;
  const { title, contributor = '', year = '', material, language, audience, classifications } = description;
  const kept = notes.filter(({ active }) => active);
  return csvLine([
    localIds[0] ?? '',
    ...NUMBERS.map((it) => identifiers.flatMap(({ kind, value }) => (kind === it ? value : [])).join(AND)),
    title,
    contributor,
    String(year),
    details.publisher ?? '',
    details.edition ?? '',
    details.part ?? '',
    material,
    language,
    audience,
    ...NOTATIONS.map((it) =>
      classifications.flatMap(({ scheme, notation }) => (scheme === it ? notation : [])).join(AND),
    ),
    String(copies),
    String(extant),
    String(onOrder),
    kept.map(({ until }) => until ?? 'onbepaald').join(AND),
    kept.map(({ policy }) => policy).join(AND),
  ]);
}
