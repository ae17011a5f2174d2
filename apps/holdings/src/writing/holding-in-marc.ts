import type { RetentionNote } from '#libs/contracts';
import type { Identifier } from '#libs/kernel';
import type { MarcField } from '#libs/marc';
import type { KeptItem } from '../model/description.ts';
import type { ExportedHolding } from '../queries/exported-holdings.ts';

type Subfields = readonly (readonly [code: string, value: string])[];

/**
 * A holding as a record of MARC 21: the title as the network knows it, a field 852 for each copy with its branch (`$b`),
 * shelf mark (`$h`) and condition (`$q`) where they are known (`$z` says when it is missing or on order), and 583 for each
 * promise to keep it.
 */
export function holdingInMarc(isil: string, holding: ExportedHolding, notes: readonly RetentionNote[]): MarcField[] {
  const { identifiers, localIds, description, details } = holding;
  const { title, contributor, year, classifications } = description;
  return [
    ['001', localIds[0] ?? holding.title],
    ['003', isil],
    ...(description.material === 'e-book' ? [['007', 'cr'] as const] : []),
    ['008', fixed(description)],
    ...identifiers.map(numberField),
    ...localIds.slice(1).map((number): MarcField => ['035', '  ', [['a', `(${isil})${number}`]]]),
    ...classifications.map(({ scheme, notation }): MarcField => [
      '084',
      '  ',
      [
        ['a', notation],
        ['2', scheme],
      ],
    ]),
    ...field('100', '1 ', [['a', contributor]]),
    ...field('245', `0${Math.min(9, details.nonFiling ?? 0)}`, [
      ['a', title],
      ['n', details.part],
    ]),
    ...field('250', '  ', [['a', details.edition]]),
    ...field('264', ' 1', [
      ['b', details.publisher],
      ['c', year?.toString()],
    ]),
    ...notes.flatMap(({ fields }) => fields),
    ...copiesOf(holding).map((it, i): MarcField => ['852', '  ', copy(isil, i, it)]),
  ];
}

/** Leader/06 and 07. */
export function recordTypeOf({ description: { material } }: ExportedHolding): string {
  return TYPES[material] ?? 'am';
}

const TYPES: Readonly<Partial<Record<ExportedHolding['description']['material'], string>>> = {
  serial: 'as',
  score: 'cm',
  sound: 'jm',
  video: 'gm',
  map: 'em',
  image: 'km',
  game: 'rm',
};

/** Field 008 as far as it is known: the year (07–10), of a book whether it is fiction (33), and the language (35–37). */
function fixed({ year, material, form, language }: ExportedHolding['description']): string {
  const date = year === undefined ? 'n        ' : `s${String(year).padStart(4, '0')}    `;
  const literary = material !== 'book' && material !== 'e-book' ? ' ' : form === undefined ? '|' : FORMS[form];
  return `${' '.repeat(6)}${date}${' '.repeat(18)}${literary} ${language} d`;
}

const FORMS = { fiction: '1', 'non-fiction': '0' } as const;

function numberField({ kind, value }: Identifier): MarcField {
  if (kind === 'ppn') return ['035', '  ', [['a', `(PPN)${value}`]]];
  if (kind === 'ocn') return ['035', '  ', [['a', `(OCoLC)${value}`]]];
  if (kind === 'ismn') return ['024', '2 ', [['a', value]]];
  return [kind === 'issn' ? '022' : '020', '  ', [['a', value]]];
}

/** Each copy by itself; those of which is not told where they are as well. */
function copiesOf({ items, copies, extant, onOrder }: ExportedHolding): KeptItem[] {
  const counts = { extant, missing: copies - extant, 'on-order': onOrder };
  return (['extant', 'missing', 'on-order'] as const).flatMap((state) => {
    const told = items.filter((it) => it.state === state).flatMap((it) => Array.from({ length: it.count }, () => it));
    return Array.from({ length: counts[state] }, (_, i) => told[i] ?? { count: 1, state });
  });
}

const STATES = { extant: undefined, missing: 'VERMIST', 'on-order': 'BESTELD' } as const;

function copy(isil: string, place: number, { state, branch, shelfMark, condition }: KeptItem): Subfields {
  const told: readonly (readonly [string, string | undefined])[] = [
    ['a', isil],
    ['b', branch],
    ['h', shelfMark],
    ['t', String(place + 1)],
    ['q', condition],
    ['z', STATES[state]],
  ];
  return told.filter((it): it is readonly [string, string] => it[1] !== undefined);
}

/** A field with the subfields that have a value; none when none has. */
function field(tag: string, indicators: string, subfields: readonly [string, string | undefined][]): MarcField[] {
  const given = subfields.filter((it): it is [string, string] => it[1] !== undefined && it[1] !== '');
  return given.length === 0 ? [] : [[tag, indicators, given]];
}
