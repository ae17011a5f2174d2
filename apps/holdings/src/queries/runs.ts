import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { KEPT, OVERTAKEN } from './undoable.ts';
import { utc } from './utc.ts';
import { RUN_MODES, RUN_STATES, type RunMode, type RunState } from '../model/run.ts';

export class Held {
  @ApiProperty({ description: 'Records that the run would remove' }) readonly removes!: number;
  @ApiProperty({ description: 'Records that the source held' }) readonly of!: number;
}

/** What a shared file has of one participant. */
export class RunPart {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: RUN_STATES }) readonly state!: RunState;
  @ApiProperty() readonly records!: number;
  @ApiProperty() readonly rejected!: number;
}

/** One delivery of a participant's holdings, from the file to the titles. */
export class RunRow {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly source!: string;
  @ApiProperty({ enum: RUN_MODES }) readonly mode!: RunMode;
  @ApiProperty({ type: String, nullable: true }) readonly filename!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly format!: string | null;
  @ApiProperty({ enum: RUN_STATES }) readonly state!: RunState;
  @ApiProperty() readonly bytes!: number;
  @ApiProperty() readonly bytesRead!: number;
  @ApiProperty() readonly records!: number;
  @ApiProperty() readonly rejected!: number;
  @ApiProperty() readonly added!: number;
  @ApiProperty() readonly changed!: number;
  @ApiProperty() readonly removed!: number;
  @ApiProperty() readonly unchanged!: number;
  @ApiProperty() readonly applied!: number;
  @ApiProperty() readonly asOf!: string;
  @ApiProperty() readonly receivedAt!: string;
  @ApiProperty({ type: String, nullable: true }) readonly finishedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, in English' })
  readonly reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The same as a code' })
  readonly failure!: string | null;
  @ApiProperty({ type: Held, nullable: true }) readonly held!: Held | null;
  @ApiProperty({ type: String, nullable: true, description: 'The run that this one undoes' })
  readonly undoes!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The run that undid this one' })
  readonly undoneBy!: string | null;
  @ApiProperty({ description: 'Whether the file speaks for several participants, and is divided among them' })
  readonly shared!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The run whose file it is a part of' })
  readonly partOf!: string | null;
  @ApiProperty({ type: () => [RunPart], description: 'The runs that a shared file was divided into' })
  readonly parts!: RunPart[];
  @ApiProperty({ description: 'Whether it can be undone: the latest run that changed its source can' })
  readonly undoable!: boolean;
}

const RUN = `
  select r.id, p.isil as participant, s.name as source, r.mode, r.filename, r.format, r.state,
         r.bytes::float8 as bytes, r.bytes_read::float8 as "bytesRead", r.records, r.rejected, r.added, r.changed,
         r.removed, r.unchanged, r.applied, r.as_of::text as "asOf", ${utc('r.received_at')} as "receivedAt",
         ${utc('r.finished_at')} as "finishedAt", r.reason, r.failure,
         case when r.held_removes is not null and r.state = 'held'
              then json_build_object('removes', r.held_removes, 'of', r.held_of) end as held,
         (select u.id from run u where u.number = r.undoes) as undoes,
         (select u.id from run u where u.participant = r.participant and u.undoes = r.number and u.state = 'done'
           limit 1) as "undoneBy",
         r.shared, (select w.id from run w where w.number = r.part_of) as "partOf",
         coalesce((select json_agg(json_build_object('id', n.id, 'participant', np.isil, 'name', np.name, 'state', n.state,
                                                     'records', n.records, 'rejected', n.rejected) order by np.name)
                     from run n join participant np on np.number = n.participant
                    where n.part_of = r.number), '[]') as parts,
         r.state in ('done', 'failed') and r.told and ${KEPT} and not ${OVERTAKEN} as undoable, r.number
    from run r join participant p on p.number = r.participant join source s on s.number = r.source`;

export async function runOf(em: EntityManager, id: string): Promise<RunRow | null> {
  const [row] = await em.execute<(RunRow & { number?: number })[]>(`${RUN} where r.id = ?`, [id]);
  if (row === undefined) return null;
  delete row.number;
  return row;
}

/** Which runs are there, newest first? */
export async function runsAfter(
  em: EntityManager,
  { participant, state, after, limit }: PageRequest & { participant?: string | undefined; state?: string | undefined },
): Promise<Page<RunRow>> {
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw malformedPlace(after);
  const rows = await em.execute<(RunRow & { number?: number })[]>(
    `${RUN} where (?::text is null or p.isil = ?) and (?::text is null or r.state = ?) and (?::int is null or r.number < ?)
      order by r.number desc limit ?`,
    [participant ?? null, participant ?? null, state ?? null, state ?? null, after ?? null, after ?? null, limit + 1],
  );
  const page = pageOf(rows, limit, (last) => String(last.number));
  for (const row of page.items) delete row.number;
  return page;
}

/** Whether a file is being read or applied at this moment. */
export async function isRunUnderWay(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ underWay: boolean }[]>(
    `select exists (select from run where finished_at is null and state in ('reading', 'applying')) as "underWay"`,
  );
  return row?.underWay === true;
}
