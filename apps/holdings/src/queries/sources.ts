import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** Where a participant's deliveries come from. */
export class SourceRow {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ description: 'The version of its mapping; 0: everything is as assumed' }) readonly mapping!: number;
  @ApiProperty({ type: String, nullable: true, description: 'When its latest delivery came' })
  readonly deliveredAt!: Date | null;
}

/** Which sources does this participant have? The one that delivered last comes first. */
export async function sourcesOf(em: EntityManager, participant: string): Promise<SourceRow[]> {
  return em.execute<SourceRow[]>(
    `select s.name, (select coalesce(max(m.version), 0)::int from source_mapping m where m.source = s.number) as mapping,
            (select max(r.received_at) from run r where r.participant = s.participant and r.source = s.number
                and r.mode <> 'undo') as "deliveredAt"
       from source s join participant p on p.number = s.participant
      where p.isil = ? order by 3 desc nulls last, s.name`,
    [participant],
  );
}
