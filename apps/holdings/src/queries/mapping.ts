import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { type MappingChanges, mappingFrom, type SourceMapping } from '../reading/mapping.ts';

/** One version of what a source says of its fields. */
export class MappingVersionRow {
  @ApiProperty() readonly version!: number;
  @ApiProperty({ description: 'What differs from what is assumed', type: Object }) readonly mapping!: MappingChanges;
  @ApiProperty() readonly madeAt!: Date;
  @ApiProperty() readonly madeBy!: string;
}

/** What a source says of its fields, and what it said before. */
export class MappingRow {
  @ApiProperty({ description: '0: the source says nothing, and everything is as assumed' }) readonly version!: number;
  @ApiProperty({ description: 'Everything that is in force', type: Object }) readonly inForce!: SourceMapping;
  @ApiProperty({ type: [MappingVersionRow], description: 'Newest first' }) readonly versions!: MappingVersionRow[];
}

/** How are the fields of this source read? A source that nobody delivered from yet is read as assumed. */
export async function mappingOf(em: EntityManager, participant: string, source: string): Promise<MappingRow> {
  const versions = await em.execute<MappingVersionRow[]>(
    `select m.version, m.mapping, m.made_at as "madeAt", m.made_by as "madeBy"
       from source_mapping m join source s on s.number = m.source join participant p on p.number = s.participant
      where p.isil = ? and s.name = ? order by m.version desc`,
    [participant, source],
  );
  const [latest] = versions;
  return { version: latest?.version ?? 0, inForce: mappingFrom(latest?.mapping), versions };
}
