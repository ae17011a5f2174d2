import { MATERIALS, SCHEMES, type Material } from '#libs/contracts';
import { type Identifier, identifierIn, type TitleId, type TitleKey } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import type { Description, Details } from '../model/description.ts';
import { comparePlaces, type Place, placeIn } from '../model/search-order.ts';
import { searched, tellingWords, wordsIn } from '../model/search-words.ts';
import { soughtKeys } from '../reading/sought-identifier.ts';
import { candidates, MOST_CANDIDATES, type SearchFilter } from './search-candidates.ts';
import { Holder, titlesAt, type TitleRow } from './titles.ts';

/** Words of a search that count. */
const MOST_WORDS = 20;

const KINDS = ['isbn', 'ppn', 'ocn', 'issn', 'ismn'] as const;

export class FoundIdentifier implements Identifier {
  @ApiProperty({ enum: KINDS }) readonly kind!: Identifier['kind'];
  @ApiProperty() readonly value!: string;
}

export class FoundClassification {
  @ApiProperty({ enum: SCHEMES }) readonly scheme!: string;
  @ApiProperty() readonly notation!: string;
}

/** A title that was searched for, with who holds it. */
export class FoundTitle {
  @ApiProperty() readonly id!: TitleId;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Which part of a work it is, if it is one' })
  readonly part!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly year!: number | null;
  @ApiProperty({ enum: MATERIALS }) readonly material!: Material;
  @ApiProperty({ description: 'ISO 639-2/B' }) readonly language!: string;
  @ApiProperty({ type: [FoundClassification] }) readonly classifications!: readonly FoundClassification[];
  @ApiProperty({ type: [FoundIdentifier], description: 'None of a part or an electronic manifestation' })
  readonly identifiers!: readonly FoundIdentifier[];
  @ApiProperty({ type: [Holder] }) readonly holders!: readonly Holder[];
}

export interface Search extends SearchFilter {
  /** What was typed: an identifier, or words of title and contributor. */
  readonly q: string;
}

/** A page of the answer, and how much there is. */
export interface SearchPage extends Page<FoundTitle> {
  /** Titles that were found, as far as they were looked at. */
  readonly found: number;
  /** Whether there may be more, which only narrowing down brings to light. */
  readonly more: boolean;
}

/** Which titles does somebody mean who typed this, best first? */
export async function search(em: EntityManager, sought: Search, page: PageRequest): Promise<SearchPage> {
  const after = placeAfter(page.after);
  const keys = soughtKeys(sought.q);
  const places = keys === null ? await byWords(em, sought) : await byKeys(em, keys, sought);
  const coming = after === null ? places : places.filter((place) => comparePlaces(place, after) > 0);
  const { items, next } = pageOf(coming.slice(0, page.limit + 1), page.limit, (last) => placeOf(...last));
  const rows = await titlesAt(em, idsOf(items));
  const titles = new Map(rows.map((row) => [row.id, row]));
  return {
    items: items.flatMap(([, id]) => titles.get(id) ?? []).map(foundTitle),
    next,
    found: places.length,
    more: places.length >= MOST_CANDIDATES,
  };
}

async function byWords(em: EntityManager, { q, ...filter }: Search): Promise<Place[]> {
  const phrase = searched(q);
  const words = tellingWords(wordsIn(phrase).slice(0, MOST_WORDS));
  if (words.length === 0 && q.trim() !== '') return [];
  const found = await candidates(em, words, filter);
  return found.map((it) => placeIn({ phrase, words }, it)).toSorted(comparePlaces);
}

async function byKeys(em: EntityManager, keys: readonly TitleKey[], filter: SearchFilter): Promise<Place[]> {
  const list = `{${keys.join(',')}}`;
  const ids = await em.execute<{ id: TitleId }[]>(
    `select id::text as id from title where id = any (?::bigint[])
     union select title_id::text from title_alias where key = any (?::bigint[]) order by id`,
    [list, list],
  );
  const rows = await titlesAt(
    em,
    ids.map(({ id }) => id),
  );
  return rows
    .filter((row) => passes(row, filter))
    .map((row): Place => [0, row.id])
    .toSorted(comparePlaces);
}

function passes(row: TitleRow, { scheme, notation, material, language, holder }: SearchFilter): boolean {
  const { classifications, ...own } = row.description as Description;
  const sought = notation?.trim().toLowerCase();
  return (
    (material === undefined || own.material === material) &&
    (language === undefined || own.language === language) &&
    (holder === undefined || row.holders.some(({ participant }) => participant === holder)) &&
    (sought === undefined ||
      classifications.some((it) => it.scheme === scheme && it.notation.trim().toLowerCase().startsWith(sought)))
  );
}

function foundTitle({ id, keys, description, details, holders }: TitleRow): FoundTitle {
  const { title, contributor = null, year = null, material, language, classifications } = description as Description;
  const { part = null } = (details ?? {}) as Details;
  const identifiers = keys.flatMap((key) => identifierIn(key) ?? []);
  return { id, title, part, contributor, year, material, language, classifications, identifiers, holders };
}

function idsOf(places: readonly Place[]): TitleId[] {
  return places.map(([, id]) => id);
}

function placeAfter(after: string | undefined): Place | null {
  const values = valuesOf(after, 2);
  if (values === null) return null;
  const [rank = '', id = ''] = values;
  if (!/^\d{1,15}$/.test(rank)) throw malformedPlace(rank);
  return [Number(rank), id];
}
