import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMarc } from '#libs/records';
import { ISIL, OTHER_ISIL, startHoldings } from './service.ts';

/**
 * Goal 10: the memory of holdings while it imports a file, and then one that is ten times as large, of another participant
 * that has the same books and more. The limit is what the first one takes. Of whole gigabytes:
 * `BENCH_RECORDS=1450000,14500000`, which takes 45 GB of disk.
 */
const [SMALL = 145_000, LARGE = 1_450_000] = (process.env['BENCH_RECORDS'] ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number);

const [path, records] = process.argv.slice(2);
if (path === undefined) await measure();
else await generateMarc({ path, records: Number(records), seed: 7 });

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
  const files = [
    { participant: ISIL, records: SMALL, path: join(folder, 'small.mrc') },
    { participant: OTHER_ISIL, records: LARGE, path: join(folder, 'large.mrc') },
  ];
  // In a process of its own: what making a file leaves in memory is not the service's.
  for (const file of files) execFileSync(process.execPath, [import.meta.filename, file.path, String(file.records)]);
  const service = await startHoldings(folder);
  try {
    const peaks: number[] = [];
    for (const file of files) {
      const { size } = await stat(file.path);
      service.memory();
      const began = performance.now();
      await service.deliver(createReadStream(file.path), file.participant);
      await service.published();
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      const peak = service.memory();
      peaks.push(peak);
      await rm(file.path);
      say(`${(size / 1e9).toFixed(2)} GB, ${file.records} records: ${peak} MB at most, ${seconds} s until published`);
    }
    const [small = 0, large = 0] = peaks;
    say(
      `goal 10: ${large} MB (goal 200 MB), ${(large / small).toFixed(2)} x the memory of the smaller file (goal 1.1 x)`,
    );
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
