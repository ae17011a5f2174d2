import type { ParticipantKind } from '#libs/contracts';
import { PARTICIPANT_KINDS } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

export class ParticipantRow {
  @ApiProperty({ example: 'NL-0800010000' }) readonly isil!: Isil;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: PARTICIPANT_KINDS }) readonly kind!: ParticipantKind;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date', type: String, nullable: true, description: 'Its last day' }) readonly to!:
    | string
    | null;
  @ApiProperty({ type: String, nullable: true, description: 'On a merger: the ISIL that survives' })
  readonly successor!: Isil | null;
}

const COLUMNS = `isil, version, name, kind, valid_from::text as "from", valid_to::text as "to", successor`;

/** Who takes part, or did? */
export async function participantsAfter(em: EntityManager, page: PageRequest): Promise<Page<ParticipantRow>> {
  const rows = await em.execute<ParticipantRow[]>(
    `select ${COLUMNS} from participant where isil > ? order by isil limit ?`,
    [page.after ?? '', page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ isil }) => isil);
}

/** Who is this participant? */
export async function participantOf(em: EntityManager, isil: Isil): Promise<ParticipantRow | null> {
  const [row] = await em.execute<ParticipantRow[]>(`select ${COLUMNS} from participant where isil = ?`, [isil]);
  return row ?? null;
}

/** What are all participants called, those that are gone included? */
export async function participantNames(em: EntityManager): Promise<Map<Isil, string>> {
  const rows = await em.execute<{ isil: Isil; name: string }[]>('select isil, name from participant');
  return new Map(rows.map(({ isil, name }) => [isil, name]));
}
