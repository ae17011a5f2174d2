/**
 * Runs every benchmark of the built workspace in turn, each in a process of its own, as services run; names given as
 * arguments choose.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { SMALL_PROCESS } from '../dist/libs/embedded/src/small-process.js';

const chosen = process.argv.slice(2);
const benches = globSync('dist/{apps,libs}/*/bench/*.bench.js')
  .sort()
  .filter((file) => chosen.length === 0 || chosen.some((name) => file.includes(name)));
if (benches.length === 0) {
  process.stderr.write(`No benchmark is named like ${chosen.join(', ')}\n`);
  process.exit(2);
}
let failed = 0;
for (const bench of benches) {
  process.stdout.write(`\n# ${bench.replace('dist/', '').replace('.js', '')}\n`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...SMALL_PROCESS.flags, bench], {
    stdio: 'inherit',
    env: { ...SMALL_PROCESS.environment, ...process.env },
  });
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
