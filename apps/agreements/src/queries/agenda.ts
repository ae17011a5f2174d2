import { ACTIVITIES, type Activity, type Day, type Isil, type Level } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** *review*: look at it again; *notice*: the last day to say that it ends; *end*: its last day. */
export const AGENDA_KINDS = ['review', 'notice', 'end'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];
export const AGENDA_ORDERS = ['day', 'participant', 'profile'] as const;
export type AgendaOrder = (typeof AGENDA_ORDERS)[number];

export class AgendaRow {
  @ApiProperty({ format: 'date' }) readonly day!: Day;
  @ApiProperty({ enum: AGENDA_KINDS }) readonly kind!: AgendaKind;
  @ApiProperty({ format: 'uuid' }) readonly agreement!: string;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: ACTIVITIES }) readonly activity!: Activity;
  @ApiProperty() readonly level!: Level;
  @ApiProperty({ format: 'date' }) readonly from!: Day;
  @ApiProperty({ format: 'date' }) readonly to!: Day;
}

export interface AgendaFilter {
  readonly from: Day;
  readonly to: Day;
  readonly participant?: Isil | undefined;
  readonly profile?: string | undefined;
  readonly kind?: AgendaKind | undefined;
  readonly sort: AgendaOrder;
}

const FIRST: Record<AgendaOrder, string> = {
  day: `''`,
  participant: 'agreement.participant',
  profile: 'agreement.profile',
};

/** What is due about agreements in these days? By day, or by participant or profile and then by day. */
export async function agenda(em: EntityManager, filter: AgendaFilter, page: PageRequest): Promise<Page<AgendaRow>> {
  const conditions: [string, readonly unknown[]][] = [
    ['due.day between ?::date and ?::date', [filter.from, filter.to]],
  ];
  if (filter.participant !== undefined) conditions.push(['agreement.participant = ?', [filter.participant]]);
  if (filter.profile !== undefined) conditions.push(['agreement.profile = ?', [filter.profile]]);
  if (filter.kind !== undefined) conditions.push(['due.kind = ?', [filter.kind]]);
  const place = page.after === undefined ? undefined : placeOf(page.after);
  const rows = await em.execute<(AgendaRow & { first: string })[]>(
    `select * from (
       select due.day::text as day, due.kind, agreement.id as agreement, agreement.participant,
              participant.name as "participantName", agreement.profile, agreement.activity, agreement.level,
              agreement.valid_from::text as "from", agreement.valid_to::text as "to",
              ${FIRST[filter.sort]}::text collate "C" as first
         from agreement join participant on participant.isil = agreement.participant
        cross join lateral (values
          ('review', agreement.review_on), ('notice', agreement.notice_by), ('end', agreement.valid_to)) as due (kind, day)
        where due.day <= agreement.valid_to and ${conditions.map(([sql]) => sql).join(' and ')}) due
      ${place === undefined ? '' : `where (first, day, agreement, kind) > (?, ?, ?::uuid, ?)`}
      order by first, day, agreement, kind limit ?`,
    [...conditions.flatMap(([, values]) => values), ...(place ?? []), page.limit + 1],
  );
  const { items, next } = pageOf(rows, page.limit, ({ first, day, agreement, kind }) =>
    [day, agreement, kind, first].join('~'),
  );
  return { items: items.map(rowOf), next };
}

function rowOf(row: AgendaRow & { first?: string }): AgendaRow {
  delete row.first;
  return row;
}

function placeOf(after: string): [string, string, string, string] {
  const [, day, agreement, kind, first] = /^(\d{4}-\d\d-\d\d)~([\da-f-]{36})~([a-z]+)~(.*)$/.exec(after) ?? [];
  if (day === undefined || agreement === undefined || kind === undefined || first === undefined) {
    throw malformedPlace(after);
  }
  return [first, day, agreement, kind];
}
