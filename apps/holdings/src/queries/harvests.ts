import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { utc } from './utc.ts';

export class HarvestSettingRow {
  @ApiProperty() readonly url!: string;
  @ApiProperty({ example: 'marcxml' }) readonly prefix!: string;
  @ApiProperty({ type: String, nullable: true }) readonly set!: string | null;
  @ApiProperty() readonly everyHours!: number;
  @ApiProperty() readonly enabled!: boolean;
  @ApiProperty({ description: 'When it is harvested next, if it is on' }) readonly nextAt!: string;
  @ApiProperty() readonly changedAt!: string;
  @ApiProperty() readonly changedBy!: string;
}

export class HarvestRow {
  @ApiProperty() readonly number!: number;
  @ApiProperty({ enum: ['fetching', 'delivered', 'unchanged', 'failed', 'cancelled'] }) readonly state!: string;
  @ApiProperty({ type: String, nullable: true, enum: ['full', 'delta'] }) readonly mode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who asked for it; null: the clock' })
  readonly askedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Changes since' }) readonly from!: string | null;
  @ApiProperty({ description: 'Records fetched, with those that the repository deleted' }) readonly records!: number;
  @ApiProperty() readonly deleted!: number;
  @ApiProperty() readonly pages!: number;
  @ApiProperty({ format: 'date-time' }) readonly startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly finishedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it has to wait' }) readonly trouble!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly nextTryAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, for machines' })
  readonly failure!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The run that took it in' }) readonly run!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'How that run is' }) readonly runState!: string | null;
}

/** How a source is harvested. */
export class SourceHarvestRow {
  @ApiProperty({ type: HarvestSettingRow, nullable: true }) readonly setting!: HarvestSettingRow | null;
  @ApiProperty({ type: [HarvestRow], description: 'The last twenty, newest first' }) readonly harvests!: HarvestRow[];
}

/** How is this source harvested, and what came of it lately? */
export async function harvestsOf(em: EntityManager, participant: string, source: string): Promise<SourceHarvestRow> {
  const [setting = null] = await em.execute<HarvestSettingRow[]>(
    `select h.url, h.prefix, h.set_name as "set", h.every_hours as "everyHours", h.enabled, ${utc('h.next_at')} as "nextAt",
            ${utc('h.changed_at')} as "changedAt", h.changed_by as "changedBy"
       from harvest_setting h join source s on s.number = h.source join participant p on p.number = s.participant
      where p.isil = ? and s.name = ?`,
    [participant, source],
  );
  const harvests = await em.execute<HarvestRow[]>(
    `select h.number, h.state, h.mode, h.asked_by as "askedBy", h.from_date as "from", h.records, h.deleted, h.pages,
            ${utc('h.started_at')} as "startedAt", ${utc('h.finished_at')} as "finishedAt", h.trouble,
            case when h.trouble is not null then ${utc('h.next_try_at')} end as "nextTryAt", h.failure, h.reason,
            r.id as run, r.state as "runState"
       from harvest h join source s on s.number = h.source join participant p on p.number = s.participant
       left join run r on r.id = h.run
      where p.isil = ? and s.name = ? order by h.number desc limit 20`,
    [participant, source],
  );
  return { setting, harvests };
}
