import { type Material, MATERIALS } from '#libs/contracts';
import { type Identifier, identifierIn, type TitleId, type TitleKey } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import type { KeptItem } from '../model/description.ts';
import { ownKey } from '../model/keys.ts';
import { type QualityField, type QualityFinding, toMend } from './quality-measures.ts';
import { FoundIdentifier } from './search.ts';

/** Copies of a record that are alike. */
export class CopiesRow {
  @ApiProperty() readonly count!: number;
  @ApiProperty({ enum: ['extant', 'missing', 'on-order'] }) readonly state!: KeptItem['state'];
  @ApiProperty({ required: false }) readonly branch?: string;
  @ApiProperty({ required: false }) readonly shelfMark?: string;
  @ApiProperty({ required: false, description: "In the library's own words" }) readonly condition?: string;
}

/** A record as a library delivered it. */
export class RecordRow {
  @ApiProperty({ description: 'Its own key: 19 digits' }) readonly record!: TitleKey;
  @ApiProperty() readonly titleId!: TitleId;
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly source!: string;
  @ApiProperty({ description: "The library's own number for it" }) readonly localId!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly year!: number | null;
  @ApiProperty({ type: String, nullable: true }) readonly publisher!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly edition!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly part!: string | null;
  @ApiProperty({ enum: MATERIALS }) readonly material!: Material;
  @ApiProperty({ description: 'ISO 639-2/B' }) readonly language!: string;
  @ApiProperty({ type: [FoundIdentifier], description: 'None of a part or an electronic manifestation' })
  readonly identifiers!: readonly Identifier[];
  @ApiProperty() readonly copies!: number;
  @ApiProperty() readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
  @ApiProperty({ type: [CopiesRow], description: 'Copies with where they are, as far as the library tells' })
  readonly items!: readonly KeptItem[];
  @ApiProperty({ description: 'A decision sets it apart, so that its numbers and description do not count' })
  readonly setApart!: boolean;
}

type Row = Omit<RecordRow, 'identifiers'> & { readonly keys: readonly TitleKey[] };

const RECORDS = `
  select r.record_key::text as record, r.title_id::text as "titleId", p.isil as participant, p.name, s.name as source,
         r.local_id as "localId", d.title, d.contributor, d.year, f.publisher, f.edition, f.part, d.material, d.language,
         array(select key::text from unnest(coalesce(r.set_aside, r.keys)) key where key < 7000000000000000000) as keys,
         r.copies, r.extant, r.on_order as "onOrder",
         coalesce(f.items, '[]') as items, r.set_aside is not null as "setApart"
    from record r
    join source s on s.number = r.source
    join participant p on p.number = r.participant
   cross join json_to_record(r.description::json)
           as d (title text, contributor text, year int, material text, language text)
   cross join json_to_record(coalesce(r.details, '{}')::json) as f (publisher text, edition text, part text, items json)`;

/** Which records make this title? Those of one participant are together. */
export async function recordsOfTitle(
  em: EntityManager,
  title: TitleId,
  { after, limit }: PageRequest,
): Promise<Page<RecordRow>> {
  const [isil = '', record = '0'] = valuesOf(after, 2) ?? [];
  if (!/^\d{1,19}$/.test(record)) throw malformedPlace(record);
  const rows = await em.execute<Row[]>(
    `${RECORDS} where r.title_id = ?::bigint and (p.isil, r.record_key) > (?, ?::bigint)
      order by p.isil, r.record_key limit ?`,
    [title, isil, record, limit + 1],
  );
  return pageOf(rows.map(recordRow), limit, (last) => placeOf(last.participant, last.record));
}

/** Which records of a source have this to mend? */
export async function recordsToMend(
  em: EntityManager,
  source: number,
  what: QualityField | QualityFinding,
  { after, limit }: PageRequest,
): Promise<Page<RecordRow>> {
  if (after !== undefined && !/^\d{19}$/.test(after)) throw malformedPlace(after);
  const rows = await em.execute<Row[]>(
    `${RECORDS} where r.source = ? and r.record_key > ?::bigint and ${toMend(what)} order by r.record_key limit ?`,
    [source, after ?? '0', limit + 1],
  );
  return pageOf(rows.map(recordRow), limit, (last) => last.record);
}

/** These records, in no order; those that are there no longer are left out. */
export async function recordsAt(em: EntityManager, records: readonly TitleKey[]): Promise<RecordRow[]> {
  const rows = await em.execute<Row[]>(
    `${RECORDS} where r.source in (select number from source) and r.record_key = any (?::bigint[])`,
    [`{${records.join(',')}}`],
  );
  return rows.map(recordRow);
}

/** Which records has this participant under this number? One for each of its sources at most. */
export async function recordsNumbered(em: EntityManager, isil: string, localId: string): Promise<RecordRow[]> {
  const sources = await em.execute<{ name: string }[]>(
    `select s.name from source s join participant p on p.number = s.participant where p.isil = ? order by s.name`,
    [isil],
  );
  return recordsAt(
    em,
    sources.map(({ name }) => ownKey(isil, name, localId)),
  );
}

function recordRow({ keys, ...row }: Row): RecordRow {
  return { ...row, identifiers: keys.flatMap((key) => identifierIn(key) ?? []) };
}
