import type { Fact } from '#libs/contracts';
import { Clock } from '#libs/platform';
import { say } from './collection.ts';
import type { Planted } from './planted/plot.ts';
import { plantTruth, scored, type Score } from './planted/truth.ts';
import { startTwoServices } from './two-services.ts';

/**
 * Whether coverage raises every flag that is planted among so many holdings, and no other: recall and precision of every
 * kind. All of it is told over the bus, by sources as they run. Fails when a flag is missing or wrong, and names it.
 */
const HOLDINGS = Number(process.env['TRUTH_HOLDINGS'] ?? 1_000_000);
const SEED = Number(process.env['TRUTH_SEED'] ?? 1);
const NAMED_AT_MOST = 50;

const clock = new Clock();
const today = clock.today();
const truth = plantTruth({ holdings: HOLDINGS, seed: SEED, today });
const services = await startTwoServices();
try {
  await services.adopt(truth.plan);
  const began = performance.now();
  const promises: Fact[] = [...truth.promises];
  while (promises.length > 0) await services.say(promises.splice(0, 200), 'agreements');
  for (const facts of truth.told()) await services.say(facts);
  await services.caughtUp();
  const seconds = (performance.now() - began) / 1000;
  const [there] = await services.em
    .fork()
    .execute<{ titles: string; holdings: string }[]>(
      `select (select count(*) from title)::text as titles, (select count(*) from holding)::text as holdings`,
    );
  const open = await services.em
    .fork()
    .execute<Planted[]>(
      'select kind, profile, activity, subject, participants, evidence from flag where cleared_at is null',
    );
  if (clock.today() !== today) throw new Error('Another day began: what was planted was for the day before');
  say(
    `${there?.holdings} holdings of ${there?.titles} titles, seed ${SEED}, told and judged in ${seconds.toFixed(1)} s`,
  );
  const scores = scored(truth.planted, open);
  for (const score of scores) report(score);
  const faults = scores.reduce((sum, { missing, wrong }) => sum + missing.length + wrong.length, 0);
  say(`${truth.planted.length} flags planted, ${open.length} raised, ${faults} missing or wrong`);
  if (faults > 0) process.exitCode = 1;
} finally {
  await services.stop();
}

function report({ kind, planted, raised, missing, wrong }: Score): void {
  const right = planted - missing.length;
  say(
    `  ${kind.padEnd(24)} planted ${String(planted).padStart(6)}  raised ${String(raised).padStart(6)}  recall ${share(right, planted)}  precision ${share(raised - wrong.length, raised)}`,
  );
  for (const line of missing.slice(0, NAMED_AT_MOST)) say(`    missing ${line}`);
  for (const line of wrong.slice(0, NAMED_AT_MOST)) say(`    wrong   ${line}`);
}

/** In percent, rounded down: one of a hundred thousand that is missing is not 100 %. */
function share(part: number, whole: number): string {
  return whole === 0 ? 'nothing to find' : `${Math.floor((part * 1_000_000) / whole) / 10_000} %`;
}
