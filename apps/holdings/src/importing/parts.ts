import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryMode } from '../model/run.ts';
import { insertRun } from '../store/receive-run.ts';
import type { Part } from './dividing.ts';
import type { Work } from './lease.ts';

/** Makes a run of a participant's part of a file that speaks for many: of a source of its own, beside the participant's. */
export async function addPart(
  em: EntityManager,
  { number, sourceName, isil, mode, asOf, filename }: Work,
  { participant, called, file }: Part,
  receivedAt: Date,
): Promise<void> {
  const name = `${sourceName} (${isil})`;
  await em.execute(
    `insert into source (participant, name) select number, ? from participant where isil = ? on conflict do nothing`,
    [name, participant],
  );
  const [source] = await em.execute<{ number: number }[]>(
    `select s.number from source s join participant p on p.number = s.participant where p.isil = ? and s.name = ?`,
    [participant, name],
  );
  if (source === undefined) throw new Error(`There is no participant ${participant}`);
  const part = { of: number, called };
  const about = { source: source.number, mode: mode as DeliveryMode, filename, asOf, receivedAt, part };
  await insertRun(em, file, about);
}
