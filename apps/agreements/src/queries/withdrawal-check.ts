import { WITHDRAWAL_ADVICE, type WithdrawalAdvice } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { filled, unmet } from '../model/demand.ts';
import { perTitle, type UnreadLine, type WantedTitle } from '../model/weeding-list.ts';
import { adviceOn, UNKNOWN_TITLE, WITHDRAWAL_REASONS, type WithdrawalReason } from '../model/withdrawal-advice.ts';
import { standingsOf, titlesOf, withdrawalRule } from '../store/title-standings.ts';

/** What would be advised about copies of one title, and the numbers behind it. */
export class CheckedItemRow {
  @ApiProperty({ description: 'As it was written' }) readonly identifier!: string;
  @ApiProperty({ type: String, nullable: true, description: 'None: nobody told of it' }) readonly title!: string | null;
  @ApiProperty({ description: 'Copies that are to go' }) readonly copies!: number;
  @ApiProperty({ enum: WITHDRAWAL_ADVICE }) readonly advice!: WithdrawalAdvice;
  @ApiProperty({ enum: WITHDRAWAL_REASONS }) readonly reason!: WithdrawalReason;
  @ApiProperty({ description: 'Extant copies of the participant that were not let go before' }) readonly own!: number;
  @ApiProperty({ description: 'Extant copies of others that were not let go before' }) readonly others!: number;
  @ApiProperty({ description: 'Extant copies that the network would have left' }) readonly remaining!: number;
  @ApiProperty({ description: 'Extant copies that are to remain' }) readonly minimum!: number;
  @ApiProperty({ description: 'Whether the participant promised to keep it' }) readonly retained!: boolean;
  @ApiProperty({ type: [String], description: 'Others who may want it' }) readonly wantedBy!: Isil[];
  @ApiProperty({ description: 'Requests of the last twelve months that were filled' }) readonly filled!: number;
  @ApiProperty({ description: 'Those that nobody in the province or in the country filled' }) readonly unmet!: number;
}

export class UnreadLineRow implements UnreadLine {
  @ApiProperty({ description: 'Its place in the list, from 0' }) readonly place!: number;
  @ApiProperty() readonly identifier!: string;
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) readonly message!: string;
}

export class WithdrawalCheckRow {
  @ApiProperty({ type: [CheckedItemRow] }) readonly items!: CheckedItemRow[];
  @ApiProperty({ type: [UnreadLineRow], description: 'Lines that name no title' }) readonly unread!: UnreadLineRow[];
}

interface Asked {
  readonly participant: Isil;
  readonly profile: string | null;
  readonly on: Day;
}

/** What would be decided about these titles as they stand now? Nothing is decided, so nothing is locked. */
export async function withdrawalCheck(
  em: EntityManager,
  wanted: readonly WantedTitle[],
  asked: Asked,
): Promise<CheckedItemRow[]> {
  const titles = await titlesOf(
    em,
    wanted.map(({ key }) => key),
  );
  const items = perTitle(wanted, titles);
  const known = [...new Set(items.flatMap(({ title }) => title ?? []))];
  const rule = await withdrawalRule(em);
  const standings = await standingsOf(em, known, { ...asked, except: [] });
  const names = await namesOf(em, known);
  return items.map(({ identifier, title, copies }) => {
    const standing = standings.get(title ?? '') ?? UNKNOWN_TITLE;
    const { advice, reason, remaining } = adviceOn(copies, standing, rule);
    return {
      identifier,
      title: names.get(title ?? '') ?? null,
      copies,
      advice,
      reason,
      own: standing.own ?? 0,
      others: standing.others,
      remaining,
      minimum: rule.minimum,
      retained: standing.retained,
      wantedBy: [...standing.wantedBy],
      filled: filled(standing.demand),
      unmet: unmet(standing.demand),
    };
  });
}

async function namesOf(em: EntityManager, titles: readonly string[]): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; title: string }[]>(
    'select id::text, title from title where id = any(?::bigint[])',
    [`{${titles.join(',')}}`],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
