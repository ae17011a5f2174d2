import type { EntityManager } from '@mikro-orm/postgresql';
import type { RunProgress } from '../importing/progress.ts';

/** How far is this run? */
export async function runProgress(em: EntityManager, id: string): Promise<RunProgress | null> {
  const [row] = await em.execute<RunProgress[]>(
    `select r.id as run, p.isil as participant, r.state, r.bytes::float8 as bytes, r.bytes_read::float8 as "bytesRead",
            r.records, r.rejected, r.applied, r.added, r.changed, r.removed
       from run r join participant p on p.number = r.participant
      where r.id = ?`,
    [id],
  );
  return row ?? null;
}
