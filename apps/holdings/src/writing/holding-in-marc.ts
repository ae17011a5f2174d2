import type { RetentionNote } from '#libs/contracts';
import type { Identifier } from '#libs/kernel';
import type { MarcField } from '#libs/marc';
import type { ExportedHolding } from '../queries/exported-holdings.ts';

type Subfields = readonly (readonly [code: string, value: string])[];

/**
 * A holding as a record of MARC 21: the title as the network knows it, a field 852 for each copy (`$z` says when it is
 * missing or on order), and 583 for each promise to keep it.
 */
export function holdingInMarc(isil: string, holding: ExportedHolding, notes: readonly RetentionNote[]): MarcField[] {
  const { identifiers, localIds, description, details, copies, extant, onOrder } = holding;
  const { title, contributor, year, language, classifications } = description;
  return [
    ['001', localIds[0] ?? holding.title],
    ['003', isil],
    ...(description.material === 'e-book' ? [['007', 'cr'] as const] : []),
    ['008', fixed(year, language)],
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
    ...Array.from({ length: copies + onOrder }, (_, i): MarcField => {
      const state = i < extant ? null : i < copies ? 'VERMIST' : 'BESTELD';
      return ['852', '  ', copy(isil, i, state)];
    }),
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

/** Field 008 as far as it is known: the year (07–10) and the language (35–37). */
function fixed(year: number | undefined, language: string): string {
  const date = year === undefined ? 'n        ' : `s${String(year).padStart(4, '0')}    `;
  return `${' '.repeat(6)}${date}${' '.repeat(20)}${language} d`;
}

function numberField({ kind, value }: Identifier): MarcField {
  if (kind === 'ppn') return ['035', '  ', [['a', `(PPN)${value}`]]];
  if (kind === 'ocn') return ['035', '  ', [['a', `(OCoLC)${value}`]]];
  if (kind === 'ismn') return ['024', '2 ', [['a', value]]];
  return [kind === 'issn' ? '022' : '020', '  ', [['a', value]]];
}

function copy(isil: string, place: number, state: string | null): Subfields {
  return [['a', isil], ['t', String(place + 1)], ...(state === null ? [] : [['z', state] as const])];
}

/** A field with the subfields that have a value; none when none has. */
function field(tag: string, indicators: string, subfields: readonly [string, string | undefined][]): MarcField[] {
  const given = subfields.filter((it): it is [string, string] => it[1] !== undefined && it[1] !== '');
  return given.length === 0 ? [] : [[tag, indicators, given]];
}
