import type { TitleId } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { DECISION_KINDS, type DecisionKind } from '../model/decided.ts';

class DecisionSubjectRow {
  @ApiProperty() readonly title!: string;
  @ApiProperty({ required: false }) readonly participant?: string;
  @ApiProperty({ required: false }) readonly source?: string;
  @ApiProperty({ required: false }) readonly localId?: string;
}

class TakenBackRow {
  @ApiProperty() readonly by!: string;
  @ApiProperty() readonly at!: string;
  @ApiProperty() readonly reason!: string;
}

/** What somebody decided about titles, and whether that still holds. */
export class TitleDecisionRow {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ description: 'Decisions are counted; an explanation names them by this' }) readonly number!: number;
  @ApiProperty({ enum: DECISION_KINDS }) readonly kind!: DecisionKind;
  @ApiProperty({ type: [String], description: 'The titles as they were called then' }) readonly titles!: TitleId[];
  @ApiProperty({ type: [DecisionSubjectRow], description: 'The titles for same, the records for apart' })
  readonly subjects!: readonly DecisionSubjectRow[];
  @ApiProperty() readonly reason!: string;
  @ApiProperty({ description: 'Name of who decided' }) readonly by!: string;
  @ApiProperty({ type: String, nullable: true, description: 'ISIL; null for who decides for the whole network' })
  readonly participant!: string | null;
  @ApiProperty() readonly at!: string;
  @ApiProperty({ type: TakenBackRow, nullable: true }) readonly takenBack!: TakenBackRow | null;
}

const DECISIONS = `
  select d.id, d.number, d.kind, array(select unnest(d.titles)::text) as titles, d.subjects, d.reason,
         d.made_by_name as by, d.made_for as participant, d.made_at as at,
         case when d.taken_back_at is not null then
           json_build_object('by', d.taken_back_by_name, 'at', d.taken_back_at, 'reason', d.taken_back_reason)
         end as "takenBack"
    from title_decision d`;

/** What was decided, newest first: everything, or what made a title what it is and what was set apart from it. */
export async function titleDecisions(
  em: EntityManager,
  { title, after, limit }: PageRequest & { readonly title?: TitleId },
): Promise<Page<TitleDecisionRow>> {
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw malformedPlace(after);
  const rows = await em.execute<TitleDecisionRow[]>(
    `${DECISIONS}
      where (?::int is null or d.number < ?::int)
        and (?::bigint is null or ?::bigint = any (d.titles)
             or d.number in (select key - 9000000000000000000
                               from title t, unnest(t.keys) key where t.id = ?::bigint and key > 9000000000000000000))
      order by d.number desc limit ?`,
    [after ?? null, after ?? null, title ?? null, title ?? null, title ?? null, limit + 1],
  );
  return pageOf(rows, limit, (last) => String(last.number));
}

export async function decisionsNumbered(em: EntityManager, numbers: readonly number[]): Promise<TitleDecisionRow[]> {
  return em.execute<TitleDecisionRow[]>(`${DECISIONS} where d.number = any (?::int[]) order by d.number`, [
    `{${numbers.join(',')}}`,
  ]);
}
