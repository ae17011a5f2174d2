import { syncs } from '#libs/embedded';
import { deliver, expectDeliveries } from './deliver.ts';
import { Laboratory, quantile, say } from './laboratory.ts';

/**
 * Goal 4: an import with a bus that has each message on its disk before it says so, in turn with the same import with a bus
 * that syncs every two minutes. Needs nats-server 2.10 or later on the path.
 */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

await measure();

async function measure(): Promise<void> {
  const [synced, usual]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const busSynced of round % 2 === 0 ? [true, false] : [false, true]) {
      const took = await importWith(busSynced);
      if (took === null) {
        say('This nats-server cannot sync every message; put one of 2.10 or later first on the PATH');
        return;
      }
      (busSynced ? synced : usual).push(took);
    }
  }
  const [ours, limit] = [quantile(synced, 0.5), quantile(usual, 0.5)];
  say(`${RECORDS} records, ${ROUNDS} times by turns`);
  say(
    `  goal 4  each message synced ${(ours / 1000).toFixed(2)} s, as the server likes ${(limit / 1000).toFixed(2)} s  ` +
      `${(ours / limit).toFixed(2)} x (goal 1.1)`,
  );
}

/** Milliseconds of an import into a system of its own; `null` when the bus cannot sync. */
async function importWith(busSynced: boolean): Promise<number | null> {
  let took: number | null = null;
  await Laboratory.with(
    async (laboratory) => {
      if (!syncs(laboratory.busVersion)) return;
      await expectDeliveries(laboratory);
      took = await deliver(laboratory, { records: RECORDS });
    },
    { busSynced },
  );
  return took;
}
