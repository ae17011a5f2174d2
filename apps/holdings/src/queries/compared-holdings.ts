import { type Material, MATERIALS } from '#libs/contracts';
import { type Identifier, identifierIn, type TitleId, type TitleKey } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { FoundIdentifier } from './search.ts';

/** Whose titles are meant: of the one alone, of the other alone, or of both. */
export const COMPARED = ['one', 'other', 'both'] as const;
export type Compared = (typeof COMPARED)[number];

/** How many titles two participants have, each alone and together. On order is not held. */
export class HoldingsComparison {
  @ApiProperty({ description: 'Titles that only the first has' }) readonly one!: number;
  @ApiProperty({ description: 'Titles that only the second has' }) readonly other!: number;
  @ApiProperty() readonly both!: number;
}

/** A title with what each of the two has of it. */
export class ComparedTitle {
  @ApiProperty() readonly id!: TitleId;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly year!: number | null;
  @ApiProperty({ enum: MATERIALS }) readonly material!: Material;
  @ApiProperty({ type: [FoundIdentifier] }) readonly identifiers!: readonly Identifier[];
  @ApiProperty({ description: 'Copies of the first' }) readonly copiesOfOne!: number;
  @ApiProperty({ description: 'Copies of the second' }) readonly copiesOfOther!: number;
}

export async function holdingsComparison(em: EntityManager, one: number, other: number): Promise<HoldingsComparison> {
  const [row] = await em.execute<HoldingsComparison[]>(
    `select count(*) filter (where b.title_id is null)::int as one,
            count(*) filter (where a.title_id is null)::int as other,
            count(*) filter (where a.title_id is not null and b.title_id is not null)::int as both
       from (select title_id from holding where participant = ? and copies > 0) a
       full join (select title_id from holding where participant = ? and copies > 0) b using (title_id)`,
    [one, other],
  );
  return row ?? { one: 0, other: 0, both: 0 };
}

/** The titles that are held so, by their id. */
export async function comparedTitles(
  em: EntityManager,
  one: number,
  other: number,
  { what, after, limit }: PageRequest & { readonly what: Compared },
): Promise<Page<ComparedTitle>> {
  if (after !== undefined && !/^\d{19}$/.test(after)) throw malformedPlace(after);
  const [holder, stranger] = what === 'other' ? [other, one] : [one, other];
  const there = `exists (select from holding b where b.participant = ? and b.title_id = h.title_id and b.copies > 0)`;
  const rows = await em.execute<(Omit<ComparedTitle, 'identifiers'> & { keys: readonly TitleKey[] })[]>(
    `select h.title_id::text as id, d.title, d.contributor, d.year, d.material,
            array(select key::text from unnest(t.keys) key where key < 7000000000000000000) as keys,
            coalesce((select copies from holding where participant = ? and title_id = h.title_id), 0) as "copiesOfOne",
            coalesce((select copies from holding where participant = ? and title_id = h.title_id), 0) as "copiesOfOther"
       from (select h.title_id from holding h
              where h.participant = ? and h.copies > 0 and h.title_id > ?::bigint
                and ${what === 'both' ? '' : 'not '}${there}
              order by h.title_id limit ?) h
       join title t on t.id = h.title_id
       join record r on r.title_id = t.id and r.record_key = t.described_by
      cross join json_to_record(r.description::json) as d (title text, contributor text, year int, material text)
      order by h.title_id`,
    [one, other, holder, after ?? '0', stranger, limit + 1],
  );
  const titles = rows.map(({ keys, ...row }): ComparedTitle =>
    Object.assign(row, { identifiers: keys.flatMap((key) => identifierIn(key) ?? []) }),
  );
  return pageOf(titles, limit, (last) => last.id);
}
