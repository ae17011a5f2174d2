import { Refusal, type TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { keyed, KEYED, type KeyedRow } from '../deciding/keyed-record.ts';
import { compare, type Comparison, type ComparedRecord, type Described } from '../model/comparison.ts';
import { decisionsNumbered, TitleDecisionRow } from './title-decisions.ts';
import { recordsAt, RecordRow } from './title-records.ts';

/** Why two records are, or are not, one title. */
export class RecordComparison {
  @ApiProperty({ description: 'Whether they are one title' }) readonly same!: boolean;
  @ApiProperty({
    type: [Object],
    description: 'The steps from the one to the other: from, to, and by: identifier, description or decision',
  })
  readonly links!: readonly object[];
  @ApiProperty({
    type: [Object],
    description:
      'Why not: set-apart, no-number-shared, number-of-another-part, description-does-not-count, description-incomplete, description-differs',
  })
  readonly reasons!: readonly object[];
  @ApiProperty({ type: [RecordRow], description: 'The records that are named, the two that were asked for first' })
  readonly records!: readonly RecordRow[];
  @ApiProperty({ type: [TitleDecisionRow], description: 'The decisions that are named' })
  readonly decisions!: readonly TitleDecisionRow[];
}

type Row = KeyedRow & Described & { readonly apartBy: number | null };

const COMPARED = `
  select ${KEYED}, d.title, d.year, f.publisher, f.edition, f.part, d.material,
         case when r.set_aside is not null then
           (select max(k.decision) from decided_key k join title_decision t on t.number = k.decision
             where k.key = r.record_key and t.kind = 'apart' and t.taken_back_at is null)
         end as "apartBy"
    from record r
   cross join json_to_record(r.description::json) as d (title text, year int, material text)
   cross join json_to_record(coalesce(r.details, '{}')::json) as f (publisher text, edition text, part text)`;

/** Why are these two records, or are they not, one title? */
export async function recordComparison(em: EntityManager, one: TitleKey, other: TitleKey): Promise<RecordComparison> {
  const both = await em.execute<Row[]>(
    `${COMPARED} where r.source in (select number from source) and r.record_key = any (?::bigint[])`,
    [`{${one},${other}}`],
  );
  const [first, second] = [one, other].map((record) => found(both, record));
  if (first === undefined || second === undefined) throw new Error('Two records were asked for');
  const members =
    first.titleId === second.titleId
      ? await em.execute<Row[]>(`${COMPARED} where r.title_id = ?::bigint order by r.record_key`, [first.titleId])
      : [];
  const comparison = compare(first, second, members.map(compared));
  const links = comparison.same ? comparison.links : [];
  const reasons = comparison.same ? [] : comparison.reasons;
  const records = [...new Set([one, other, ...links.flatMap(({ from, to }) => [from, to])])];
  const rows = new Map((await recordsAt(em, records)).map((row) => [row.record, row]));
  return {
    same: comparison.same,
    links,
    reasons,
    records: records.flatMap((record) => rows.get(record) ?? []),
    decisions: await decisionsNumbered(em, decisionsIn(comparison)),
  };
}

function found(rows: readonly Row[], record: TitleKey): ComparedRecord {
  const row = rows.find((it) => it.record === record);
  if (row === undefined) {
    throw new Refusal('record.unknown', `There is no record ${record}; it may have been removed`, [], { record });
  }
  return compared(row);
}

function compared(row: Row): ComparedRecord {
  const { titleId, apartBy, title, year, publisher, edition, part, material } = row;
  return { ...keyed(row), titleId, apartBy, described: { title, year, publisher, edition, part, material } };
}

function decisionsIn(comparison: Comparison): number[] {
  if (!comparison.same) return comparison.reasons.flatMap((it) => (it.kind === 'set-apart' ? it.number : []));
  return comparison.links.flatMap(({ by }) => (by.kind === 'decision' ? by.number : []));
}
