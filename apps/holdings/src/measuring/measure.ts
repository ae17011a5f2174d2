import type { EntityManager } from '@mikro-orm/postgresql';
import { QUALITY_MEASURES } from '../queries/quality-measures.ts';

interface Due {
  readonly run: number;
  readonly source: number;
}

/**
 * Measures one source whose latest run that changed something was not measured yet, when no run of any source ended since
 * then: between two files of many there is hardly time to look at all of a source's records. Gives the run, or null when
 * there is none. Two instances may measure the same; the second finds it done.
 */
export async function measureDue(
  em: EntityManager,
  { now, endedBefore }: { readonly now: Date; readonly endedBefore: Date },
): Promise<number | null> {
  const [due] = await em.fork().execute<Due[]>(
    `select run, source
       from (select distinct on (source) number as run, source, finished_at from run
              where told and finished_at is not null order by source, number desc) latest
      where not exists (select from source_quality q where q.run = latest.run)
        and not exists (select from run where finished_at > ?)
      order by run limit 1`,
    [endedBefore],
  );
  if (due === undefined) return null;
  const measures = QUALITY_MEASURES.map(([name, has]) => `'${name}', count(*) filter (where ${has})`).join(', ');
  await em.fork().transactional(async (tx) => {
    await tx.execute(`set local jit = off`);
    await tx.execute(
      `insert into source_quality (run, source, measured_at, records, figures)
       select ?, ?, ?, count(*), jsonb_build_object(${measures}) from record r where r.source = ?
       on conflict do nothing`,
      [due.run, due.source, now, due.source],
    );
  });
  return due.run;
}
