import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** What a participant has of a title. */
export class HoldingRow {
  @ApiProperty() readonly title!: string;
  @ApiProperty() readonly copies!: number;
  @ApiProperty() readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
  @ApiProperty({ type: Object, description: 'As the title describes itself' }) readonly description!: object;
}

/** What does this participant have? */
export async function holdingsOf(
  em: EntityManager,
  isil: string,
  { after, limit }: PageRequest,
): Promise<Page<HoldingRow>> {
  if (after !== undefined && !/^\d{19}$/.test(after)) throw malformedPlace(after);
  const rows = await em.execute<HoldingRow[]>(
    `select h.title_id::text as title, h.copies, h.extant, h.on_order as "onOrder", r.description::json as description
       from participant p
       join holding h on h.participant = p.number
       join title t on t.id = h.title_id
       join record r on r.title_id = t.id and r.record_key = t.described_by
      where p.isil = ? and h.title_id > ?::bigint
      order by h.title_id limit ?`,
    [isil, after ?? '0', limit + 1],
  );
  return pageOf(rows, limit, (last) => last.title);
}
