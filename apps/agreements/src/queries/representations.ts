import type { Isil } from '#libs/kernel';
import { idOf, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

export class RepresentationRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly version!: number;
  @ApiProperty({ description: 'The library' }) readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty({ description: 'The support organisation that acts for it' }) readonly representative!: Isil;
  @ApiProperty() readonly representativeName!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Its last day; the day before its first when it was called off before it began',
  })
  readonly to!: string | null;
}

export interface RepresentationFilter {
  readonly participant?: Isil | undefined;
  readonly representative?: Isil | undefined;
}

const SELECT = `
  select it.id, it.version, it.participant, library.name as "participantName", it.representative,
         support.name as "representativeName", it.valid_from::text as "from", it.valid_to::text as "to"
    from representation it
    join participant library on library.isil = it.participant
    join participant support on support.isil = it.representative`;

/** Who acts for which library, or did? */
export async function representationsAfter(
  em: EntityManager,
  filter: RepresentationFilter,
  page: PageRequest,
): Promise<Page<RepresentationRow>> {
  const conditions: [string, string | undefined][] = [
    ['it.participant = ?', filter.participant],
    ['it.representative = ?', filter.representative],
    ['it.id > ?::uuid', idOf(page.after)],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const rows = await em.execute<RepresentationRow[]>(
    `${SELECT} where ${['true', ...asked.map(([sql]) => sql)].join(' and ')} order by it.id limit ?`,
    [...asked.map(([, value]) => value), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ id }) => id);
}

/** Who acts for whom here? */
export async function representationOf(em: EntityManager, id: string): Promise<RepresentationRow | null> {
  const [row] = await em.execute<RepresentationRow[]>(`${SELECT} where it.id = ?`, [id]);
  return row ?? null;
}
