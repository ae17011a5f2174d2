import { join } from 'node:path';
import { generateMarc } from '#libs/records';
import { type Laboratory, prepare, until } from './laboratory.ts';

const PARTICIPANT = 'NL-0800099001';
const GROUPS = ['01', '08', '15', '18', '24', '31', '42', '54', '77', '83'];

/** Adopts a plan, and registers who delivers. */
export function expectDeliveries(laboratory: Laboratory): Promise<void> {
  return prepare(laboratory.gateway(), GROUPS, [PARTICIPANT]);
}

/** Milliseconds from the first byte sent until coverage has taken over the finished run. */
export async function deliver(
  laboratory: Laboratory,
  what: { records: number; moreCopiesEvery?: number },
): Promise<number> {
  const path = join(laboratory.home, 'records.mrc');
  await generateMarc({ ...what, path, seed: 1 });
  const gateway = laboratory.gateway();
  const begin = performance.now();
  const { id } = await gateway.upload<{ id: string }>(
    'holdings',
    `/participants/${PARTICIPANT}/imports`,
    { mode: 'full', filename: 'records.mrc' },
    { path, sent: () => undefined },
  );
  const done = await until(async () => {
    const now = await gateway.get<{ state: string; changed: number; added: number }>('holdings', `/imports/${id}`);
    if (now.state === 'failed' || now.state === 'held') throw new Error(`The run ended as ${JSON.stringify(now)}`);
    return now.state === 'done' && now;
  });
  if (done.added + done.changed > 0) {
    await laboratory.sql('coverage', async (orm) => {
      await until(async () => {
        const rows = await orm.em.fork().execute(`select from run where run = ? and finished`, [id]);
        return rows.length === 1;
      });
    });
  }
  const took = performance.now() - begin;
  await laboratory.settled();
  return took;
}
