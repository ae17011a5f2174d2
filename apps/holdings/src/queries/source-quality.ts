import { Refusal } from '#libs/kernel';
import { type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** What the records of a source are like, after the latest run that changed them and was measured. */
export class SourceQualityRow {
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly source!: string;
  @ApiProperty({ description: 'The run after which it was measured' }) readonly run!: string;
  @ApiProperty() readonly measuredAt!: Date;
  @ApiProperty() readonly records!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'Of how many records a field is there, or a finding applies',
  })
  readonly figures!: Readonly<Record<string, number>>;
}

const QUALITY = `
  select p.isil as participant, p.name, s.name as source, n.id as run, q.measured_at as "measuredAt", q.records, q.figures
    from source s
    join participant p on p.number = s.participant`;

/** What are the records of every source like, or of those of one participant? By participant and source. */
export async function sourceQualities(
  em: EntityManager,
  { participant, after, limit }: PageRequest & { readonly participant?: string | undefined },
): Promise<Page<SourceQualityRow>> {
  const [isil = '', source = ''] = valuesOf(after, 2) ?? [];
  const rows = await em.execute<SourceQualityRow[]>(
    `${QUALITY}
     cross join lateral (select * from source_quality q where q.source = s.number order by q.run desc limit 1) q
      join run n on n.number = q.run
     where (?::text is null or p.isil = ?) and (p.isil, s.name) > (?, ?)
     order by p.isil, s.name limit ?`,
    [participant ?? null, participant ?? null, isil, source, limit + 1],
  );
  return pageOf(rows, limit, (last) => placeOf(last.participant, last.source));
}

/** How did it go from run to run? Newest first, at most 200. */
export async function qualityTrend(
  em: EntityManager,
  participant: string,
  source: string,
): Promise<SourceQualityRow[]> {
  await expectSource(em, participant, source);
  return em.execute<SourceQualityRow[]>(
    `${QUALITY} join source_quality q on q.source = s.number join run n on n.number = q.run
      where p.isil = ? and s.name = ? order by q.run desc limit 200`,
    [participant, source],
  );
}

/** The number of a participant's source; refuses one that it does not have. */
export async function expectSource(em: EntityManager, participant: string, source: string): Promise<number> {
  const [row] = await em.execute<{ number: number }[]>(
    `select s.number from source s join participant p on p.number = s.participant where p.isil = ? and s.name = ?`,
    [participant, source],
  );
  if (row !== undefined) return row.number;
  throw new Refusal('source.unknown', `${participant} has no source '${source}'`, [], { participant, source });
}
