import { startPostgres } from '#libs/embedded';
import { isbnKey } from '#libs/kernel';
import { migrate, ormOptions } from '#libs/platform';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { migrations } from '../src/migrations/index.ts';
import { purchaseCheck } from '../src/queries/purchase-check.ts';
import { BUYER, fill, isbnAt } from './network.ts';

/**
 * How fast the check before buying answers for 500 and for 5,000 ISBNs over so many titles, p99. Limit: the same look-up
 * as one SQL join; who comes second finds the pages of the first in memory, so that they take turns at that.
 */
const TITLES = Number(process.env['BENCH_TITLES'] ?? 1_000_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 100);
const WARM_UP = 10;

const JOIN = `
  select asked.key, t.title, h.participant, h.extant, h.on_order, p.participant as planned_by, c.participant as kept_by, r.count
    from unnest(?::bigint[]) as asked (key)
    join title_by_key k on k.key = asked.key join title t on t.id = k.title
    left join holding h on h.title = t.id
    left join planned_title p on p.key = asked.key
    left join retention_commitment c on c.key = asked.key
    left join loan_request r on r.key = asked.key`;

const postgres = await startPostgres({ services: { agreements: 'a' } });
const options = ormOptions({ url: postgres.url('agreements'), migrations });
const orm = await MikroORM.init({ ...options, logger: () => undefined });
try {
  await migrate(orm);
  const began = performance.now();
  await fill(orm.em, TITLES);
  say(`${TITLES} titles laid ready in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const size of [500, 5000]) await measure(size);
} finally {
  await orm.close(true);
  await postgres.stop();
}

async function measure(size: number): Promise<void> {
  const [check, join]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const isbns = Array.from({ length: size }, (_, at) => isbnAt(((round + WARM_UP) * 99_991 + at * 611_953) % TITLES));
    const turns = [
      { times: check, work: () => checked(isbns) },
      { times: join, work: () => joined(isbns) },
    ];
    for (const { times, work } of round % 2 === 0 ? turns : turns.toReversed()) {
      const time = await timed(work);
      if (round >= 0) times.push(time);
    }
  }
  const [ours, limit] = [quantile(check, 0.99), quantile(join, 0.99)];
  say(`the check of ${size} ISBNs over ${TITLES} titles, ${ROUNDS} rounds`);
  say(`  one SQL join   p50 ${quantile(join, 0.5).toFixed(1)} ms  p99 ${limit.toFixed(1)} ms`);
  say(
    `  the check      p50 ${quantile(check, 0.5).toFixed(1)} ms  p99 ${ours.toFixed(1)} ms  ${(ours / limit).toFixed(1)} x`,
  );
}

async function checked(isbns: readonly string[]): Promise<void> {
  const question = { participant: BUYER, profile: null, on: '2027-01-01', seesDrafts: true };
  const list = isbns.map((identifier, at) => ({ line: at + 1, identifier, title: null, facets: null }));
  const { items } = await purchaseCheck(fresh(), question, list);
  if (items.length !== isbns.length) throw new Error(`${items.length} of ${isbns.length} ISBNs were answered`);
}

async function joined(isbns: readonly string[]): Promise<void> {
  await fresh().execute(JOIN, [`{${isbns.map((isbn) => isbnKey(isbn)).join(',')}}`]);
}

function fresh(): EntityManager {
  return orm.em.fork();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
