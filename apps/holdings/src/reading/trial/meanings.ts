import type { Format } from '../found.ts';
import { columnNamed } from '../csv/columns.ts';
import { fieldRef, type SourceMapping } from '../mapping.ts';

const MARC: Readonly<Record<string, string>> = {
  '001': 'localId',
  '008': 'year, language, audience, form, material',
  '020 $a': 'isbn',
  '022 $a': 'issn',
  '024 $a': 'ismn',
  '035 $a': 'ppn, ocn',
  '072 $a': 'classification',
  '080 $a': 'udc',
  '082 $a': 'ddc',
  '084 $a': 'classification',
  '100 $a': 'contributor',
  '110 $a': 'contributor',
  '245 $a': 'title',
  '245 $b': 'title',
  '245 $n': 'part',
  '245 $p': 'part',
  '250 $a': 'edition',
  '260 $b': 'publisher',
  '260 $c': 'year',
  '264 $b': 'publisher',
  '264 $c': 'year',
  '650 $a': 'classification',
  '700 $a': 'contributor',
};

const PICA: Readonly<Record<string, string>> = {
  '002@ $0': 'material',
  '003@ $0': 'ppn, localId',
  '003O $0': 'ocn',
  '004A $0': 'isbn',
  '004F $0': 'ismn',
  '005A $0': 'issn',
  '010@ $a': 'language',
  '011@ $a': 'year',
  '013D $9': 'form',
  '021A $a': 'title',
  '021A $d': 'title',
  '028A $a': 'contributor',
  '028A $d': 'contributor',
  '032@ $a': 'edition',
  '033A $n': 'publisher',
  '036C $a': 'title',
  '036C $l': 'part',
  '203@ $0': 'copy',
};

const KBART: Readonly<Record<string, string>> = {
  publication_title: 'title',
  print_identifier: 'isbn, issn',
  online_identifier: 'isbn, issn',
  title_id: 'localId',
  first_author: 'contributor',
  first_editor: 'contributor',
  publisher_name: 'publisher',
  publication_type: 'material',
  date_monograph_published_online: 'year',
  date_monograph_published_print: 'year',
  monograph_volume: 'part',
  monograph_edition: 'edition',
};

/** What a field is read as; `null` when it is passed over. */
export function meaningOf(format: Format, field: string, mapping: SourceMapping): string | null {
  if (format === 'marc21' || format === 'marcxml') return marcMeaning(field, mapping);
  if (format === 'pica' || format === 'picaxml') return picaMeaning(field, mapping);
  if (format === 'kbart') return KBART[field.trim().toLowerCase()] ?? null;
  return columnNamed(field, mapping.columns);
}

function marcMeaning(field: string, { copies, localId }: SourceMapping): string | null {
  if (localId !== null && same(field, localId)) return 'localId';
  const { tag, code } = fieldRef(field);
  const copy = copies.find((it) => it.tag === Number(tag));
  if (copy === undefined) return MARC[field] ?? null;
  if (code === copy.branch) return 'branch';
  if (code === copy.holder) return 'holder';
  if (code === copy.condition) return 'condition';
  if (copy.status.includes(code)) return 'status';
  return copy.shelfMark?.includes(code) === true ? 'shelfMark' : 'copy';
}

function picaMeaning(field: string, { pica }: SourceMapping): string | null {
  if (pica.holder.some((it) => same(field, it))) return 'holder';
  for (const what of ['branch', 'shelfMark', 'condition', 'status'] as const) {
    const of = pica[what];
    if (of !== null && same(field, of)) return what;
  }
  return pica.classifications.find((it) => same(field, it.field))?.scheme ?? PICA[field] ?? null;
}

function same(one: string, other: string): boolean {
  const [a, b] = [fieldRef(one), fieldRef(other)];
  return a.tag === b.tag && a.code === b.code;
}
