import { WITHDRAWAL_ADVICE, WITHDRAWAL_STATES, type WithdrawalAdvice, type WithdrawalState } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '../model/withdrawal-advice.ts';

export class WithdrawalItemRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Goes up with every decision' }) readonly version!: number;
  @ApiProperty({ format: 'uuid' }) readonly withdrawal!: string;
  @ApiProperty({ description: 'What the list is called' }) readonly withdrawalName!: string;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty({ description: 'As it was written' }) readonly identifier!: string;
  @ApiProperty({ type: String, nullable: true, description: 'None: nobody told of it' }) readonly title!: string | null;
  @ApiProperty() readonly copies!: number;
  @ApiProperty({ enum: WITHDRAWAL_ADVICE }) readonly advice!: WithdrawalAdvice;
  @ApiProperty({ enum: WITHDRAWAL_REASONS }) readonly reason!: WithdrawalReason;
  @ApiProperty({ enum: WITHDRAWAL_STATES }) readonly state!: WithdrawalState;
  @ApiProperty({ description: 'Extant copies that the network has left when these are gone' })
  readonly remaining!: number;
  @ApiProperty({ description: 'Extant copies that are to remain' }) readonly minimum!: number;
  @ApiProperty({ type: [String], description: 'Who may take it over; none: everybody' }) readonly offeredTo!: Isil[];
  @ApiProperty({ format: 'date' }) readonly acceptBy!: string;
  @ApiProperty({ type: String, nullable: true }) readonly acceptedBy!: Isil | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it goes against the advice' })
  readonly overriddenBecause!: string | null;
  @ApiProperty({ description: 'Requests of twelve months that were filled' }) readonly filled!: number;
  @ApiProperty({ description: 'Those that nobody in the province or in the country filled' }) readonly unmet!: number;
}

export interface ItemFilter {
  readonly withdrawal?: string | undefined;
  /** Whose copies they are: one of these. */
  readonly participants?: readonly Isil[] | undefined;
  readonly acceptedBy?: Isil | undefined;
  readonly state?: WithdrawalState | undefined;
  readonly advice?: WithdrawalAdvice | undefined;
}

/** Those that a parameter lists as JSON. */
export const ONE_OF = 'select json_array_elements_text(?::json)';

const COLUMNS = `
  i.id, i.version, i.withdrawal, w.name as "withdrawalName", i.participant, i.identifier, t.title, i.copies, i.advice, i.reason, i.state, i.remaining,
         i.minimum, i.offered_to as "offeredTo", i.accept_by::text as "acceptBy", i.accepted_by as "acceptedBy",
         i.overridden_because as "overriddenBecause", i.filled, i.unmet`;
const FROM = `
  from withdrawal_item i join withdrawal w on w.id = i.withdrawal left join title t on t.id = i.title`;
const ITEM = `select ${COLUMNS} ${FROM}`;
const PLACED = `select ${COLUMNS}, i.position ${FROM}`;
const AFTER = '(i.withdrawal, i.position) > (?::uuid, ?::int)';

/** Every item of a withdrawal, in the order of its list. */
export function itemsOf(em: EntityManager, withdrawal: string): Promise<WithdrawalItemRow[]> {
  return em.execute<WithdrawalItemRow[]>(`${ITEM} where i.withdrawal = ? order by i.position`, [withdrawal]);
}

export async function withdrawalItem(em: EntityManager, id: string): Promise<WithdrawalItemRow | null> {
  const [row] = await em.execute<WithdrawalItemRow[]>(`${ITEM} where i.id = ?`, [id]);
  return row ?? null;
}

/** What was decided about the items that a filter lets through, of one withdrawal or of many? In the order of their lists. */
export async function withdrawalItems(
  em: EntityManager,
  filter: ItemFilter,
  page: PageRequest,
): Promise<Page<WithdrawalItemRow>> {
  const conditions: [string, string | undefined][] = [
    ['i.withdrawal = ?', filter.withdrawal],
    [`i.participant in (${ONE_OF})`, filter.participants && JSON.stringify(filter.participants)],
    ['i.accepted_by = ?', filter.acceptedBy],
    ['i.state = ?', filter.state],
    ['i.advice = ?', filter.advice],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const after = placeAfter(page.after);
  const wheres = [...asked.map(([sql]) => sql), ...(after === null ? [] : [AFTER])];
  const rows = await em.execute<Placed[]>(
    `${PLACED} where ${['true', ...wheres].join(' and ')} order by i.withdrawal, i.position limit ?`,
    [...asked.map(([, value]) => value), ...(after ?? []), page.limit + 1],
  );
  return pageOfItems(rows, page.limit);
}

/** What can be taken over, by a participant or by anybody; of one participant, if it is asked so? */
export async function offers(
  em: EntityManager,
  { by, of }: { readonly by: Isil | null; readonly of: Isil | null },
  page: PageRequest,
): Promise<Page<WithdrawalItemRow>> {
  const after = placeAfter(page.after);
  const rows = await em.execute<Placed[]>(
    `${PLACED} where i.state = 'offered'
       and (?::text is null or (i.participant <> ? and (i.offered_to = '{}' or ? = any(i.offered_to))))
       and (?::text is null or i.participant = ?) ${after === null ? '' : `and ${AFTER}`}
      order by i.withdrawal, i.position limit ?`,
    [by, by, by, of, of, ...(after ?? []), page.limit + 1],
  );
  return pageOfItems(rows, page.limit);
}

type Placed = WithdrawalItemRow & { position?: number };

function pageOfItems(rows: readonly Placed[], limit: number): Page<WithdrawalItemRow> {
  const { items, next } = pageOf(rows, limit, ({ withdrawal, position }) => placeOf(withdrawal, position));
  for (const item of items) delete item.position;
  return { items, next };
}

function placeAfter(after: string | undefined): string[] | null {
  const values = valuesOf(after, 2);
  if (values === null) return null;
  const [withdrawal = '', position = ''] = values;
  if (!isUUID(withdrawal, 'loose') || !/^\d{1,9}$/.test(position)) throw malformedPlace(after ?? '');
  return [withdrawal, position];
}
