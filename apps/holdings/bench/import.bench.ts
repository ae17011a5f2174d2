import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMarc } from '#libs/records';
import { copyHoldings } from './copy-limit.ts';
import { type BenchService, startHoldings } from './service.ts';

/** One path, timed, beside the limit that was taken in the same run. */
export interface ImportFigure {
  readonly path: string;
  readonly records: number;
  /** From the first byte of the upload to the commit of the last chunk. */
  readonly committed: number;
  /** Until the relay has published everything. */
  readonly published: number;
  /** COPY of the same holdings rows into a table with its primary key. */
  readonly copy: number;
  readonly ratio: number;
  /** Highest resident memory of the service's process, in megabytes. */
  readonly memory: number;
}

/** Goals 1, 2 and 10: a first import, the same file again, and one with a copy more of every hundredth record. */
export async function importFigures(records: number): Promise<ImportFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
  const service = await startHoldings(folder);
  try {
    const first = join(folder, 'first.mrc');
    const changed = join(folder, 'changed.mrc');
    const base = { records, seed: 7, notations: ['15.70', '18.10', '77.40'] };
    await generateMarc({ ...base, path: first });
    await generateMarc({ ...base, path: changed, moreCopiesEvery: 100 });
    const copy = await copyHoldings(service.em, records);
    return [
      await figure(service, 'first import', first, records, copy),
      await figure(service, 'unchanged', first, records, copy),
      await figure(service, '1 % changed', changed, records, copy),
    ];
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function figure(
  service: BenchService,
  path: string,
  file: string,
  records: number,
  copy: number,
): Promise<ImportFigure> {
  const began = performance.now();
  await service.deliver(createReadStream(file, { highWaterMark: 1 << 18 }));
  const committed = (performance.now() - began) / 1000;
  await service.published();
  const published = (performance.now() - began) / 1000;
  return { path, records, committed, published, copy, ratio: published / copy, memory: service.memory() };
}

if (import.meta.main) {
  for (const records of process.argv.slice(2).map(Number)) {
    for (const it of await importFigures(records)) {
      process.stdout.write(
        `${it.records} records, ${it.path}: committed ${it.committed.toFixed(1)} s, published ${it.published.toFixed(1)} s, ` +
          `COPY ${it.copy.toFixed(2)} s, ratio ${it.ratio.toFixed(1)}, memory ${it.memory} MB\n`,
      );
    }
  }
}
