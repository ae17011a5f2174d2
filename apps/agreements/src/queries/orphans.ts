import { ACTIVITIES, type Activity, type Day, type Isil, type Level } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { type Candidate, isOrphaned, type Kept, type Orphaning, successorsOf } from '../model/orphans.ts';

export class CandidateRow implements Candidate {
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty({ type: String, nullable: true, description: 'CL: the level that it says it holds' })
  readonly currentLevel!: Level | null;
  @ApiProperty({ description: 'AC: the highest level that it commits to' }) readonly level!: Level;
}

/** An agreement that nobody would keep, with who could go on with it: the highest level held first. */
export class OrphanRow {
  @ApiProperty({ format: 'uuid' }) readonly agreement!: string;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty() readonly level!: Level;
  @ApiProperty({ format: 'date' }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) readonly to!: Day;
  @ApiProperty({ type: [CandidateRow] }) readonly successors!: CandidateRow[];
}

/** What would be left to nobody if this participant left, or had no budget any more, from that day on? */
export async function orphansOf(
  em: EntityManager,
  { participant, on, because }: { participant: Isil; on: Day; because: Orphaning },
): Promise<OrphanRow[]> {
  const rows = await em.execute<(Kept & { participantName: string })[]>(
    `select agreement.id, agreement.participant, participant.name as "participantName", profile, activity, level,
            current_level as "currentLevel", agreement.valid_from::text as "from",
            least(agreement.valid_to, case when agreement.participant <> ? then participant.valid_to end)::text as "to"
       from agreement join participant on participant.isil = agreement.participant
      where agreement.valid_to >= ?::date
        and profile in (select profile from agreement where agreement.participant = ? and agreement.valid_to >= ?::date)
      order by profile, activity, agreement.id`,
    [participant, on, participant, on],
  );
  const names = new Map(rows.map((row) => [row.participant, row.participantName]));
  return rows
    .filter((row) => row.participant === participant && isOrphaned(row, on, because))
    .map(({ id, profile, activity, level, from, to, ...orphan }) => ({
      agreement: id,
      participant,
      profile,
      activity,
      level,
      from,
      to,
      successors: successorsOf({ id, profile, activity, level, from, to, ...orphan }, rows, on).map((it) =>
        Object.assign(it, { participantName: names.get(it.participant) ?? it.participant }),
      ),
    }));
}
