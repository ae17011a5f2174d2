import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMarc } from '#libs/records';
import { ISIL, OTHER_ISIL, startHoldings } from './service.ts';

/**
 * Two participants deliver their first files, which share half of their titles: one after the other, and at once, each
 * time into an empty service. At once has to be the faster; the limit is the half of one after the other.
 */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

type Deliver = (participant: string) => Promise<void>;

const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
try {
  const files = { [ISIL]: join(folder, 'one.mrc'), [OTHER_ISIL]: join(folder, 'other.mrc') };
  await generateMarc({ path: join(folder, 'one.mrc'), records: RECORDS, seed: 7 });
  await generateMarc({ path: join(folder, 'other.mrc'), records: RECORDS, seed: 7, first: RECORDS / 2 });
  const turns: number[] = [];
  const together: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    turns.push(
      await timed(files, async (deliver) => {
        await deliver(ISIL);
        await deliver(OTHER_ISIL);
      }),
    );
    together.push(await timed(files, async (deliver) => void (await Promise.all([ISIL, OTHER_ISIL].map(deliver)))));
  }
  const [one, both] = [median(turns), median(together)];
  process.stdout.write(
    `2 x ${RECORDS} records, medians of ${ROUNDS}: one after the other ${one.toFixed(2)} s, at once ${both.toFixed(2)} s, ` +
      `${(both / one).toFixed(2)} of it (0.5 where nothing is shared; goal below 1)\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Seconds until everything is committed and published. */
async function timed(
  files: Readonly<Record<string, string>>,
  work: (deliver: Deliver) => Promise<void>,
): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
  const service = await startHoldings(home);
  try {
    const began = performance.now();
    await work((isil) => service.deliver(createReadStream(files[isil] ?? '', { highWaterMark: 1 << 18 }), isil));
    await service.published();
    return (performance.now() - began) / 1000;
  } finally {
    await service.stop();
    await rm(home, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
