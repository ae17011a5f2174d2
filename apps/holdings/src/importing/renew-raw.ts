import type { EntityManager } from '@mikro-orm/postgresql';
import { takeApplyLock } from './apply/work-tables.ts';
import type { Work } from './lease.ts';
import { stagingTable } from './tables.ts';

/** Records looked at in one transaction: a long one would hold up every reader of the outbox. */
const STEP = 50_000;

/**
 * Keeps from which bytes records came that are what they were, though the bytes are others or were read another way: next
 * time they are skimmed over. Without this a source would be read whole for ever after readers or its mapping changed.
 */
export async function renewRaw(em: EntityManager, work: Work): Promise<void> {
  const table = stagingTable(work);
  const [row] = await em
    .fork()
    .execute<{ last: number | null }[]>(`select max(ordinal)::int as last from ${table} where raw is not null`);
  for (let after = 0; after < (row?.last ?? 0); after += STEP) {
    await em.fork().transactional(async (tx) => {
      await takeApplyLock(tx);
      await tx.execute(
        `update record r set raw = s.raw
           from ${table} s
          cross join lateral (
                  select ctid as place from record
                   where source = ? and record_key = s.record_key and digest = s.digest and raw is distinct from s.raw
                  offset 0) at
          where s.ordinal > ? and s.ordinal <= ? and s.raw is not null and r.ctid = at.place`,
        [work.source, after, after + STEP],
      );
    });
  }
}
