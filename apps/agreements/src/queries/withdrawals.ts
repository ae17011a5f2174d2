import { WITHDRAWAL_ADVICE, WITHDRAWAL_STATES, type WithdrawalAdvice, type WithdrawalState } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { idOf, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '../model/withdrawal-advice.ts';

export class WithdrawalItemRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Goes up with every decision' }) readonly version!: number;
  @ApiProperty({ format: 'uuid' }) readonly withdrawal!: string;
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
}

export class WithdrawalSummaryRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date' }) readonly proposedOn!: string;
  @ApiProperty({ format: 'date' }) readonly acceptBy!: string;
  @ApiProperty({ type: Object, description: 'How many items are in each state' })
  readonly states!: Partial<Record<WithdrawalState, number>>;
}

export class WithdrawalRow extends WithdrawalSummaryRow {
  @ApiProperty({ type: [WithdrawalItemRow] }) readonly items!: WithdrawalItemRow[];
}

const SUMMARY = `
  select w.id, w.participant, w.name, w.proposed_on::text as "proposedOn", w.accept_by::text as "acceptBy",
         coalesce((select jsonb_object_agg(state, items)
                     from (select state, count(*) as items from withdrawal_item i where i.withdrawal = w.id group by state) s),
                  '{}') as states
    from withdrawal w`;
const ITEM = `
  select i.id, i.version, i.withdrawal, i.participant, i.identifier, t.title, i.copies, i.advice, i.reason, i.state, i.remaining,
         i.minimum, i.offered_to as "offeredTo", i.accept_by::text as "acceptBy", i.accepted_by as "acceptedBy",
         i.overridden_because as "overriddenBecause"
    from withdrawal_item i left join title t on t.id = i.title`;

/** Which withdrawals were proposed, of a participant or of all? */
export async function withdrawals(
  em: EntityManager,
  participant: Isil | null,
  page: PageRequest,
): Promise<Page<WithdrawalSummaryRow>> {
  const after = idOf(page.after) ?? null;
  const rows = await em.execute<WithdrawalSummaryRow[]>(
    `${SUMMARY} where (?::text is null or w.participant = ?) and (?::uuid is null or w.id > ?::uuid) order by w.id limit ?`,
    [participant, participant, after, after, page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ id }) => id);
}

/** What does a withdrawal say, with every item? */
export async function withdrawalOf(em: EntityManager, id: string): Promise<WithdrawalRow | null> {
  const [summary] = await em.execute<WithdrawalSummaryRow[]>(`${SUMMARY} where w.id = ?`, [id]);
  if (summary === undefined) return null;
  const items = await em.execute<WithdrawalItemRow[]>(`${ITEM} where i.withdrawal = ? order by i.position`, [id]);
  return Object.assign(summary, { items });
}

export async function withdrawalItem(em: EntityManager, id: string): Promise<WithdrawalItemRow | null> {
  const [row] = await em.execute<WithdrawalItemRow[]>(`${ITEM} where i.id = ?`, [id]);
  return row ?? null;
}

/** What can be taken over, by a participant or by anybody? */
export async function offers(
  em: EntityManager,
  participant: Isil | null,
  page: PageRequest,
): Promise<Page<WithdrawalItemRow>> {
  const after = idOf(page.after) ?? null;
  const rows = await em.execute<WithdrawalItemRow[]>(
    `${ITEM} where i.state = 'offered' and (?::text is null or (i.participant <> ? and (i.offered_to = '{}' or ? = any(i.offered_to))))
       and (?::uuid is null or i.id > ?::uuid) order by i.id limit ?`,
    [participant, participant, participant, after, after, page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ id }) => id);
}
