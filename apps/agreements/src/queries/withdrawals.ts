import type { WithdrawalState } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { itemsOf, ONE_OF, WithdrawalItemRow } from './withdrawal-items.ts';

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

/** Which withdrawals were proposed, of some participants or of all? The newest first. */
export async function withdrawals(
  em: EntityManager,
  participants: readonly Isil[] | null,
  page: PageRequest,
): Promise<Page<WithdrawalSummaryRow>> {
  const after = placeBefore(page.after);
  const rows = await em.execute<WithdrawalSummaryRow[]>(
    `${SUMMARY} where ${participants === null ? 'true' : `w.participant in (${ONE_OF})`}
        ${after === null ? '' : 'and (w.proposed_on, w.id) < (?::date, ?::uuid)'}
      order by w.proposed_on desc, w.id desc limit ?`,
    [...(participants === null ? [] : [JSON.stringify(participants)]), ...(after ?? []), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ proposedOn, id }) => placeOf(proposedOn, id));
}

/** How does a withdrawal stand, without its items? */
export async function withdrawalSummary(em: EntityManager, id: string): Promise<WithdrawalSummaryRow | null> {
  const [summary] = await em.execute<WithdrawalSummaryRow[]>(`${SUMMARY} where w.id = ?`, [id]);
  return summary ?? null;
}

/** What does a withdrawal say, with every item? */
export async function withdrawalOf(em: EntityManager, id: string): Promise<WithdrawalRow | null> {
  const summary = await withdrawalSummary(em, id);
  return summary && Object.assign(summary, { items: await itemsOf(em, id) });
}

function placeBefore(after: string | undefined): string[] | null {
  const values = valuesOf(after, 2);
  if (values === null) return null;
  const [on = '', id = ''] = values;
  if (!isDay(on) || !isUUID(id, 'loose')) throw malformedPlace(after ?? '');
  return [on, id];
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
