import { SCHEMES } from '#libs/contracts';
import { identified } from '../importing/apply/identified.ts';

/** What matching and classification need of a record. */
export const QUALITY_FIELDS = [
  'identifier',
  'isbn',
  'ppn',
  'ocn',
  'issn',
  'ismn',
  'title',
  'year',
  'publisher',
  'contributor',
  'language',
  'audience',
  'material',
  'classification',
  ...SCHEMES,
] as const;
export type QualityField = (typeof QUALITY_FIELDS)[number];

/**
 * What there may be to look at in a record: a number that fails its check; one title with others by its description
 * alone; nobody else who has the title; another record of its own source on the same title.
 */
export const QUALITY_FINDINGS = ['invalidNumber', 'onlyDescription', 'alone', 'duplicate'] as const;
export type QualityFinding = (typeof QUALITY_FINDINGS)[number];

/** A record's numbers as delivered, also where a decision sets them aside. */
const KEYS = `(coalesce(r.set_aside, r.keys))`;
/**
 * The other records of its title. `offset 0` has them looked up by the title: PostgreSQL, which does not know yet what a
 * new source brought, would walk through all of that source for each of its records.
 */
const OTHERS = `(select * from record where title_id = r.title_id offset 0) o
  where (o.source, o.record_key) <> (r.source, r.record_key)`;

/**
 * Whether `record r` has it. A description is the text that was made when it was staged: what is in quotes with a colon
 * after it is a name there and cannot be in a value, where quotes are escaped.
 */
const HAS: Readonly<Record<QualityField, string>> = {
  identifier: identified(KEYS),
  isbn: hasKey(1),
  ppn: hasKey(2),
  ocn: hasKey(3),
  issn: hasKey(4),
  ismn: hasKey(5),
  title: `r.description not like '%"title":""%'`,
  year: `r.description like '%"year":%'`,
  publisher: `coalesce(r.details like '%"publisher":%', false)`,
  contributor: `r.description like '%"contributor":%'`,
  language: `r.description not like '%"language":"und"%'`,
  audience: `r.description not like '%"audience":"unknown"%'`,
  material: `r.description not like '%"material":"other"%'`,
  classification: `r.description not like '%"classifications":[]%'`,
  ...(Object.fromEntries(SCHEMES.map((it) => [it, `r.description like '%"scheme":"${it}"%'`])) as Record<
    (typeof SCHEMES)[number],
    string
  >),
};

const IS: Readonly<Record<QualityFinding, string>> = {
  invalidNumber: `coalesce(r.details like '%"unmatched":%', false)`,
  onlyDescription: `exists (select from ${OTHERS}) and not exists (select from ${OTHERS} and o.keys && r.keys)`,
  alone: `not exists (select from ${OTHERS})`,
  duplicate: `exists (select from ${OTHERS} and o.source = r.source)`,
};

/** Every measure with the condition on `record r` that it counts. */
export const QUALITY_MEASURES: readonly (readonly [QualityField | QualityFinding, string])[] = [
  ...QUALITY_FIELDS.map((it) => [it, HAS[it]] as const),
  ...QUALITY_FINDINGS.map((it) => [it, IS[it]] as const),
];

/** The condition on `record r` to have something to mend: a field is not there, or a finding is. */
export function toMend(what: QualityField | QualityFinding): string {
  const finding = QUALITY_FINDINGS.find((it) => it === what);
  return finding === undefined ? `not (${HAS[what as QualityField]})` : IS[finding];
}

function hasKey(rank: number): string {
  return `exists (select from unnest(${KEYS}) key where key >= ${rank}000000000000000000 and key < ${rank + 1}000000000000000000)`;
}
