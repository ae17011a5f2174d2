import type { EntityManager } from '@mikro-orm/postgresql';
import type { Work } from './lease.ts';
import { Wanted } from './reading/wanted.ts';
import { skimmedTable, stagingTable } from './tables.ts';

/** Ordinals asked for at a time. */
const RANGE = 500_000;

/**
 * Which records of a skimmed file have to be read: those whose bytes are not what the source delivered before, those
 * without a number, and those that share one, since only reading tells which of them can be taken.
 */
export async function wantedOf(em: EntityManager, work: Work, records: number): Promise<Wanted> {
  const table = skimmedTable(work);
  await em.execute(`analyze ${table} (ordinal, record_key)`);
  const wanted = Wanted.none(records);
  await em.fork().transactional(async (tx) => {
    await tx.execute(`set local work_mem = '128MB'`);
    await tx.execute(`create temp table wanted on commit drop as
      select s.ordinal from ${table} s left join record r on r.source = ${work.source} and r.record_key = s.record_key
       where s.record_key is null or r.raw is distinct from s.raw
      union all
      select s.ordinal from ${table} s
        join (select record_key from ${table} group by record_key having count(*) > 1) twice using (record_key)`);
    for (let from = 0; from < records; from += RANGE) {
      const [row] = await tx.execute<{ ordinals: string | null }[]>(
        `select string_agg(ordinal::text, ',') as ordinals from wanted where ordinal > ? and ordinal <= ?`,
        [from, from + RANGE],
      );
      if (row?.ordinals) for (const ordinal of row.ordinals.split(',')) wanted.add(Number(ordinal));
    }
  });
  return wanted;
}

/** What was skimmed and could not be taken was not delivered; what has no number is known by what was read of it. */
export async function settleSkimmed(em: EntityManager, work: Work): Promise<void> {
  const table = skimmedTable(work);
  await em.execute(
    `delete from ${table} s using reject j where j.run = ? and j.severity = 'rejected' and j.number = s.ordinal`,
    [work.id],
  );
  await em.execute(
    `update ${table} s set record_key = r.record_key from ${stagingTable(work)} r
      where s.record_key is null and r.ordinal = s.ordinal`,
  );
}

/** The table that has every record that was delivered and taken: skimmed, or read. */
export async function presentTable(em: EntityManager, work: Work): Promise<string> {
  const [row] = await em.execute<{ skimmed: boolean }[]>(
    `select exists (select from ${skimmedTable(work)}) as skimmed`,
  );
  return row?.skimmed === true ? skimmedTable(work) : stagingTable(work);
}
