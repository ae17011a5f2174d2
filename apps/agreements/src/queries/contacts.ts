import type { Day, Isil } from '#libs/kernel';
import { type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import type { Expertise } from '../model/contact.ts';

export class ExpertiseRow implements Expertise {
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What of the profile in particular' })
  readonly note!: string | null;
}

export class ContactRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, nullable: true }) readonly position!: string | null;
  @ApiProperty({ format: 'email' }) readonly email!: string;
  @ApiProperty({ type: String, nullable: true }) readonly phone!: string | null;
  @ApiProperty({ type: [ExpertiseRow] }) readonly expertise!: ExpertiseRow[];
}

export interface ContactFilter {
  readonly participant?: Isil | undefined;
  /** Who knows about this profile. */
  readonly profile?: string | undefined;
}

const SELECT = `
  select contact.id, contact.version, contact.participant, participant.name as "participantName", contact.name,
         contact.position, contact.email, contact.phone, contact.expertise
    from contact join participant on participant.isil = contact.participant`;
const SORTED_BY = `participant.name, contact.name, contact.id::text`;

/** Whom can one ask, and about what? Who takes part on that day; the others are left out. */
export async function contactsAfter(
  em: EntityManager,
  { participant, profile }: ContactFilter,
  on: Day,
  page: PageRequest,
): Promise<Page<ContactRow>> {
  const place = valuesOf(page.after, 3);
  const conditions: [string, readonly unknown[]][] = [
    ['?::date between participant.valid_from and coalesce(participant.valid_to, ?::date)', [on, on]],
  ];
  if (participant !== undefined) conditions.push(['contact.participant = ?', [participant]]);
  if (profile !== undefined) conditions.push(['contact.expertise @> ?::jsonb', [JSON.stringify([{ profile }])]]);
  if (place !== null) conditions.push([`(${SORTED_BY}) > (?, ?, ?)`, place]);
  const rows = await em.execute<ContactRow[]>(
    `${SELECT} where ${conditions.map(([sql]) => sql).join(' and ')} order by ${SORTED_BY} limit ?`,
    [...conditions.flatMap(([, values]) => values), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ participantName, name, id }) => placeOf(participantName, name, id));
}

/** Who is this? */
export async function contactOf(em: EntityManager, id: string): Promise<ContactRow | null> {
  const [row] = await em.execute<ContactRow[]>(`${SELECT} where contact.id = ?`, [id]);
  return row ?? null;
}
