import type { Isil, TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { CommitmentRow, SELECT_COMMITMENT } from './commitments.ts';

export class HolderRow {
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty({ type: String, nullable: true }) readonly participantName!: string | null;
  @ApiProperty() readonly copies!: number;
  @ApiProperty({ description: 'Copies that are there: not missing, lost or billed' }) readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
}

/** Who has a title and who promised to keep it, in the whole network. */
export class TitleRetentionRow {
  @ApiProperty() readonly key!: TitleKey;
  @ApiProperty({ type: String, nullable: true, description: 'The title in holdings; none: nobody told of it' })
  readonly id!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ type: [HolderRow] }) readonly holders!: HolderRow[];
  @ApiProperty({ type: [CommitmentRow], description: 'Those that are over included' })
  readonly commitments!: CommitmentRow[];
}

/** The title that a key leads to now, as a scalar subquery: itself, else the one that has the key. */
export function titleOf(key: string): string {
  return `coalesce(
    (select t.id from title t where t.id = ${key} and not t.gone),
    (select min(k.title) from title_key k join title t on t.id = k.title and not t.gone where k.key = ${key}))`;
}

/** Who has this title, and who promised to keep it under whichever of its keys? */
export async function titleRetention(em: EntityManager, key: TitleKey): Promise<TitleRetentionRow> {
  const [found] = await em.execute<{ id: string | null; title: string | null }[]>(
    `select asked.id::text, title.title from (select ${titleOf('?::bigint')} as id) asked left join title using (id)`,
    [key, key],
  );
  const id = found?.id ?? null;
  const holders = await em.execute<HolderRow[]>(
    `select h.participant, participant.name as "participantName", h.copies, h.extant, h.on_order as "onOrder"
       from holding h left join participant on participant.isil = h.participant
      where h.title = ?::bigint and (h.copies > 0 or h.on_order > 0) order by h.participant`,
    [id],
  );
  const commitments = await em.execute<CommitmentRow[]>(
    `${SELECT_COMMITMENT}
      where c.key = ?::bigint or c.key in (select k.key from title_by_key k where k.title = ?::bigint)
      order by c.state <> 'active', c.participant, c.id`,
    [key, id],
  );
  return { key, id, title: found?.title ?? null, holders, commitments };
}
