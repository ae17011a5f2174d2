import { isbn, isbnKey, issnKey, ismnKey, ocnKey, ppnKey, type TitleId, type TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { ismn, issn, ocn, ppn } from '../reading/identifiers.ts';

export class Holder {
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly copies!: number;
  @ApiProperty() readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
}

/** A title with who holds it. */
export class TitleRow {
  @ApiProperty() readonly id!: TitleId;
  @ApiProperty({ type: [String] }) readonly keys!: TitleKey[];
  @ApiProperty({ type: Object, description: 'Title, contributor, year, material, language, audience, classifications' })
  readonly description!: object;
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'Publisher, edition, part, identifiers that failed their check',
  })
  readonly details!: object | null;
  @ApiProperty({ type: [Holder] }) readonly holders!: Holder[];
}

const TITLES = `
  select t.id::text as id,
         array(select key::text from unnest(t.keys) key where key < 7000000000000000000) as keys,
         d.description::json as description, d.details::jsonb - 'items' as details,
         coalesce((select json_agg(json_build_object('participant', p.isil, 'name', p.name, 'copies', h.copies,
                                                     'extant', h.extant, 'onOrder', h.on_order) order by p.isil)
                     from (select distinct participant from record where title_id = t.id) who
                     join holding h on h.participant = who.participant and h.title_id = t.id
                     join participant p on p.number = h.participant), '[]') as holders
    from title t join record d on d.title_id = t.id and d.record_key = t.described_by`;

export async function titleOf(em: EntityManager, id: TitleId): Promise<TitleRow | null> {
  const [row] = await em.execute<TitleRow[]>(`${TITLES} where t.id = ?::bigint`, [id]);
  return row ?? null;
}

/** These titles, in no order. */
export async function titlesAt(em: EntityManager, ids: readonly TitleId[]): Promise<TitleRow[]> {
  return em.execute<TitleRow[]>(`${TITLES} where t.id = any (?::bigint[])`, [`{${ids.join(',')}}`]);
}

/** Which titles does this identifier mean? Several at most when one number is an identifier of more than one kind. */
export async function titlesBy(em: EntityManager, identifier: string): Promise<TitleRow[]> {
  const keys = keysFor(identifier);
  if (keys.length === 0) return [];
  return em.execute<TitleRow[]>(
    `${TITLES}
      where t.id in (select id from title where id = any (?::bigint[])
                      union select title_id from title_alias where key = any (?::bigint[]))
      order by t.id`,
    [`{${keys.join(',')}}`, `{${keys.join(',')}}`],
  );
}

function keysFor(identifier: string): TitleKey[] {
  const found: TitleKey[] = [];
  const add = (read: string | null, key: (value: string) => TitleKey): void => {
    if (read !== null) found.push(key(read));
  };
  add(isbn(identifier), isbnKey);
  add(ppn(identifier), ppnKey);
  add(ocn(identifier), ocnKey);
  add(issn(identifier), issnKey);
  add(ismn(identifier), ismnKey);
  return found;
}
