import { FOLLOW_UPS, type FollowUpKind } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, type Level } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { RULE_TEXTS } from '../model/rule-texts.ts';
import { atOneMoment } from './at-one-moment.ts';
import { FLAG_COLUMNS, FLAG_TABLES } from './flags.ts';
import { ConcernedRow, FlagRow, NameRow } from './rows.ts';

class AgreementBehind {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ type: ConcernedRow }) readonly participant!: ConcernedRow;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty({ description: 'AC' }) readonly level!: Level;
  @ApiProperty({ type: String, nullable: true, description: 'CL' }) readonly currentLevel!: Level | null;
  @ApiProperty({ format: 'date' }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) readonly to!: Day;
  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: 'The event that told of it last' })
  readonly event!: string | null;
}

class FlagPast {
  @ApiProperty({ enum: ['raised', 'updated', 'cleared'] }) readonly what!: 'raised' | 'updated' | 'cleared';
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: [String] }) readonly participants!: readonly string[];
  @ApiProperty({ type: Object }) readonly evidence!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: [String], description: 'The events that brought it about; none for a new day or plan' })
  readonly events!: readonly string[];
}

class FollowUpPast {
  @ApiProperty({ enum: FOLLOW_UPS }) readonly what!: FollowUpKind;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who did it; null when it was the calendar' })
  readonly by!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The note, or the reason' }) readonly text!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly assignedTo!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly until!: Day | null;
}

/** A flag with everything behind it. */
export class FlagExplanation extends FlagRow {
  @ApiProperty({ description: 'Code and version of the collection plan' }) readonly plan!: string;
  @ApiProperty({ type: NameRow, description: 'The rule in words' }) readonly rule!: NameRow;
  @ApiProperty({ type: Object, description: 'The numbers and limits it was judged by' })
  readonly numbers!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: [AgreementBehind] }) readonly agreements!: readonly AgreementBehind[];
  @ApiProperty({ type: [String], description: 'Ids of the events behind it as it is now' })
  readonly events!: readonly string[];
  @ApiProperty({ type: [FlagPast] }) readonly history!: readonly FlagPast[];
  @ApiProperty({ type: [FollowUpPast], description: 'What people did about it, in order' })
  readonly followUps!: readonly FollowUpPast[];
}

const PAST_SHOWN = 200;

/** Why is this flag raised? */
export function flagExplanation(em: EntityManager, id: string): Promise<FlagExplanation | null> {
  return atOneMoment(em, async (tx) => {
    const [flag] = await tx.execute<(FlagRow & { plan: string })[]>(
      `select ${FLAG_COLUMNS}, f.plan || '/' || f.plan_version as plan from ${FLAG_TABLES} where f.id = ?`,
      [id],
    );
    if (flag === undefined) return null;
    const agreements = await tx.execute<AgreementBehind[]>(
      `select a.agreement::text as id, jsonb_build_object('isil', i.isil, 'name', coalesce(i.name, i.isil)) as participant,
              a.profile, a.activity, a.level, a.current_level as "currentLevel", a.valid_from::text as "from",
              a.valid_to::text as "to", a.event::text as event
         from agreement a join participant i on i.number = a.participant
         join json_array_elements_text(?::json) as behind on behind::uuid = a.agreement
        order by i.isil, a.agreement`,
      [JSON.stringify(flag.evidence['agreements'] ?? [])],
    );
    const past = await tx.execute<FlagPast[]>(
      `select what, at, participants, evidence, events::text[] as events from flag_history where flag = ?
        order by position desc limit ${PAST_SHOWN}`,
      [id],
    );
    const followUps = await tx.execute<FollowUpPast[]>(
      `select what, at, by_name as "by", text, assigned_to as "assignedTo", until::text as until
         from follow_up_history where flag = ? order by version desc limit ${PAST_SHOWN}`,
      [id],
    );
    const told = agreements.map(({ event }) => event).filter((event) => event !== null);
    const history = past.toReversed();
    return Object.assign(flag, {
      rule: RULE_TEXTS[flag.kind],
      numbers: flag.kind === 'gap.undelivered' ? { ...flag.evidence, ...(await ordered(tx, flag)) } : flag.evidence,
      agreements,
      events: [...new Set([...told, ...(history.at(-1)?.events ?? [])])],
      history,
      followUps: followUps.toReversed(),
    });
  });
}

/** What whoever is behind has on order of the profile now: it does not count, but it is on its way. */
async function ordered(em: EntityManager, { profile, subject }: FlagRow): Promise<{ onOrder: number }> {
  const rows = await em.execute<{ ordered: number }[]>(
    `select s.on_order::float8 as ordered from participant_statistics s join participant i on i.number = s.participant
       join plan_profile n on n.number = s.profile join projection p on p.plan = n.plan and p.plan_version = n.version
      where n.code = ? and i.isil = ?`,
    [profile, subject],
  );
  return { onOrder: rows[0]?.ordered ?? 0 };
}
