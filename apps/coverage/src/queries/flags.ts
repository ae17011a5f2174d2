import { FLAG_KINDS, type FlagKind } from '#libs/contracts';
import { type Page, pageOf, PageRequest, valuesOf, placeOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FollowUpState } from '../model/follow-up.ts';
import type { Measure } from '../model/network-agreement.ts';
import { arrayOf } from '../store/array.ts';
import { measureOf } from './network-agreements.ts';
import { FOLLOW_UP_STATES, type FlagRow } from './rows.ts';

const SORTS = {
  severity: `array_position(array['high', 'medium', 'low'], f.severity)::text`,
  raised: `to_char(f.raised_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  updated: `to_char(f.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  profile: `f.profile`,
  kind: `f.kind`,
} as const;

const SORT_NAMES = Object.keys(SORTS).flatMap((name) => [name, `-${name}`]);

/** Which flags, in which order; `-` turns the order round. */
export class FlagFilter {
  @ApiProperty({ required: false, enum: FLAG_KINDS }) @IsOptional() @IsIn(FLAG_KINDS) readonly kind?: FlagKind;
  @ApiProperty({ required: false }) @IsOptional() @IsString() readonly profile?: string;
  @ApiProperty({ required: false, description: 'ISIL' }) @IsOptional() @IsString() readonly participant?: string;
  @ApiProperty({ required: false, description: 'Code of a network agreement of the plan in force that they measure' })
  @IsOptional()
  @IsString()
  readonly agreement?: string;
  @ApiProperty({ required: false, enum: ['open', 'cleared'] })
  @IsOptional()
  @IsIn(['open', 'cleared'])
  readonly state?: 'open' | 'cleared';
  @ApiProperty({ required: false, enum: FOLLOW_UP_STATES, description: 'What people did about it' })
  @IsOptional()
  @IsIn(FOLLOW_UP_STATES)
  readonly followUp?: FollowUpState;
  @ApiProperty({ required: false, enum: SORT_NAMES, default: 'severity' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  readonly sort?: string;
}

export class FlagsRequest extends IntersectionType(FlagFilter, PageRequest) {}

/** As `FollowUp.stateOf`. */
const FOLLOWED_UP = `case when u.waived_until is not null then 'waived'
  when u.acknowledged_at >= f.raised_at then 'acknowledged' else 'new' end`;

export const FLAG_COLUMNS = `f.id::text, f.kind, f.profile, coalesce(n.name, jsonb_build_object('nl', f.profile)) as "profileName",
  f.activity, f.subject,
  (select coalesce(jsonb_agg(jsonb_build_object('isil', w.isil, 'name', coalesce(i.name, w.isil)) order by w.place), '[]')
     from unnest(f.participants) with ordinality as w (isil, place) left join participant i on i.isil = w.isil) as participants,
  case when f.cleared_at is null then 'open' else 'cleared' end as state, f.severity,
  f.raised_at as "raisedAt", f.updated_at as "updatedAt", f.cleared_at as "clearedAt",
  jsonb_build_object('state', ${FOLLOWED_UP}, 'assignedTo', u.assigned_to, 'waivedUntil', u.waived_until,
    'waivedBecause', u.waived_because, 'acknowledgedBy', case when u.acknowledged_at >= f.raised_at then u.acknowledged_by end)
    as "followUp",
  f.evidence`;

export const FLAG_TABLES = `flag f left join follow_up u on u.flag = f.id left join plan_profile n on n.plan = f.plan and n.version = f.plan_version and n.code = f.profile`;

/** Which flags are there? */
export async function flags(em: EntityManager, asked: FlagsRequest): Promise<Page<FlagRow>> {
  const { sort = 'severity', limit } = asked;
  const by = SORTS[sort.replace('-', '') as keyof typeof SORTS];
  const [beyond, order] = sort.startsWith('-') ? ['<', 'desc'] : ['>', 'asc'];
  const after = valuesOf(asked.after, 2);
  const conditions = [
    where('f.kind = ?', asked.kind),
    where('f.profile = ?', asked.profile),
    where('f.participants @> array[?]', asked.participant),
    asked.agreement === undefined ? null : measuring(await measureOf(em, asked.agreement)),
    where(`${FOLLOWED_UP} = ?`, asked.followUp),
    asked.state === undefined ? null : where(`f.cleared_at is ${asked.state === 'open' ? '' : 'not'} null`),
    after === null ? null : where(`(${by}, f.id::text) ${beyond} (?, ?)`, ...after),
  ].filter((condition) => condition !== null);
  const rows = await em.execute<(FlagRow & { place: string })[]>(
    `select ${FLAG_COLUMNS}, ${by} as place from ${FLAG_TABLES}
      where ${['true', ...conditions.map(({ sql }) => sql)].join(' and ')}
      order by ${by} ${order}, f.id::text ${order} limit ?`,
    [...conditions.flatMap(({ values }) => values), limit + 1],
  );
  const { items, next } = pageOf(rows, limit, (last) => placeOf(last.place, last.id));
  for (const row of items) Reflect.deleteProperty(row, 'place');
  return { items, next };
}

/** As `measures`. */
function measuring(measure: Measure | null): Condition {
  if (measure === null) return { sql: 'false', values: [] };
  const { flags: kinds, profiles, activity } = measure;
  const asked = [
    ...(kinds.length === 0 ? [] : [{ sql: `f.kind = any(?::text[])`, value: arrayOf(kinds) }]),
    ...(profiles.length === 0 ? [] : [{ sql: `f.profile = any(?::text[])`, value: arrayOf(profiles) }]),
    ...(activity === null ? [] : [{ sql: `f.activity = ?`, value: activity }]),
  ];
  return { sql: asked.map(({ sql }) => sql).join(' and '), values: asked.map(({ value }) => value) };
}

interface Condition {
  readonly sql: string;
  readonly values: (string | undefined)[];
}

/** A condition, unless the value that it needs was not given. */
function where(sql: string, ...values: (string | undefined)[]): Condition | null {
  return values.includes(undefined) ? null : { sql, values };
}
