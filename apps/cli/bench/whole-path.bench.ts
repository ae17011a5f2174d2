import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { copyInto } from '#libs/platform';
import { deliver, expectDeliveries } from './deliver.ts';
import { Laboratory, quantile, say } from './laboratory.ts';

/**
 * Goals 1, 2 and 10: a file of so many MARC records from the delivery to committed, published and projected, as a ratio
 * to COPY of as many holdings rows into a table with its primary key, on the same server in the same run.
 */
const SIZES = (process.env['BENCH_RECORDS'] ?? '100000,1000000').split(',').map(Number);
const LIMIT_RUNS = 5;

for (const records of SIZES) await measure(records);

async function measure(records: number): Promise<void> {
  await Laboratory.with(async (laboratory) => {
    await expectDeliveries(laboratory);
    const limits = [await copy(laboratory, records)];
    const first = await deliver(laboratory, { records });
    const unchanged = await deliver(laboratory, { records });
    const changed = await deliver(laboratory, { records, moreCopiesEvery: 100 });
    while (limits.length < LIMIT_RUNS) limits.push(await copy(laboratory, records));
    const limit = quantile(limits, 0.5);
    say(`${records} records; COPY with primary key ${seconds(limit)} (median of ${LIMIT_RUNS})`);
    say(`  goal 1  first import, projected   ${seconds(first)}  ${(first / limit).toFixed(1)} x COPY (goal 12)`);
    say(`  goal 2  1 % changed, projected    ${seconds(changed)}  ${(changed / limit).toFixed(1)} x COPY (goal 4)`);
    say(`  goal 2  unchanged                 ${seconds(unchanged)}  ${(unchanged / limit).toFixed(1)} x COPY (goal 3)`);
    say(`  goal 10 peak memory of holdings   ${await peakMemory('holdings')} MB (goal 200)`);
    say(`          peak memory of coverage   ${await peakMemory('coverage')} MB`);
  });
}

/** The limit: the same number of holdings rows, made beforehand, into a logged table with its primary key. */
async function copy(laboratory: Laboratory, records: number): Promise<number> {
  return laboratory.sql('postgres', async (orm) => {
    const em = orm.em.fork();
    await em.execute('drop table if exists bench_holding');
    await em.execute(
      'create table bench_holding (participant int, title bigint, copies int, extant int, primary key (title, participant))',
    );
    const rows = Array.from(
      { length: records },
      (_, n) => [1, `1${String((n * 7919) % 9_999_999_999).padStart(18, '0')}`, 2, 1] as const,
    );
    const begin = performance.now();
    await em.transactional((tx) => copyInto(tx, 'bench_holding', ['participant', 'title', 'copies', 'extant'], rows));
    const took = performance.now() - begin;
    await em.execute('drop table bench_holding');
    return took;
  });
}

/** Of the service that this process started, in MB (Linux). */
async function peakMemory(service: string): Promise<string> {
  const pids = execFileSync('pgrep', ['-P', String(process.pid), '-f', `apps/${service}/src/main.js`], {
    encoding: 'utf8',
  });
  const status = await readFile(`/proc/${pids.trim().split('\n')[0]}/status`, 'utf8');
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024).toFixed(0);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
