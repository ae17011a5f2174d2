import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bookAt, generateMarc, Random } from '#libs/records';
import type { Gateway } from '../src/gateway/gateway.ts';
import { Laboratory, prepare, quantile, say, until } from './laboratory.ts';

/**
 * Goal 13: what all libraries of the country have, from their files to committed, published and projected, with titles
 * that records bridge; then how long one waits for a title by identifier and by words. The limit of the latter is the
 * same request for something that does not exist, which costs everything but the work.
 */
const TITLES = Number(process.env['BENCH_TITLES'] ?? 100_000);
const PARTICIPANTS = Number(process.env['BENCH_PARTICIPANTS'] ?? 150);
/** Holdings for each title, on average: 24 to 10 million. */
const DEPTH = 2.4;
const BRIDGE_EVERY = 1_000;
const SEED = 13;
const ASKED = 1_000;
/** Files that are sent at the same time. */
const SENDERS = 2;
const GROUPS = Array.from({ length: 48 }, (_, at) => String(at + 1).padStart(2, '0'));

interface Collection {
  readonly isil: string;
  readonly first: number;
  readonly size: number;
}

await Laboratory.with(async (laboratory) => {
  const gateway = laboratory.gateway();
  const all = collections();
  await prepare(
    gateway,
    GROUPS,
    all.map(({ isil }) => isil),
  );
  const holdings = all.reduce((sum, { size }) => sum + size, 0);
  const took = await load(laboratory, await filesOf(laboratory.home, all));
  const [counted] = await laboratory.sql('coverage', (orm) =>
    orm.em
      .fork()
      .execute<{ titles: number; holdings: number }[]>(
        `select (select count(*)::int from title where not gone) as titles, (select count(*)::int from holding where copies > 0) as holdings`,
      ),
  );
  say(
    `${TITLES} books, ${holdings} records of ${PARTICIPANTS} participants; every ${BRIDGE_EVERY}th record bridges two`,
  );
  say(`  came to ${counted?.titles} titles and ${counted?.holdings} holdings in coverage`);
  say(`  goal 13 files to projected         ${minutes(took)}  ${((holdings / took) * 1000).toFixed(0)} records/s`);
  const indexed = performance.now();
  await laboratory.searchable();
  say(`          until all can be searched  ${minutes(performance.now() - indexed)} more`);
  await latency(gateway, 'by identifier', '/titles', (book) => ({ identifier: book.isbn ?? '' }), {
    identifier: '9799999999990',
  });
  await latency(gateway, 'by words', '/titles/search', (book) => ({ q: `${book.author} ${book.title}` }), {
    q: 'zulkeen woordisernergens',
  });
});

interface File {
  readonly isil: string;
  readonly size: number;
  readonly path: string;
}

/** Collections of very different sizes that together hold every book, most of them two or three times. */
function collections(): Collection[] {
  const weights = Array.from({ length: PARTICIPANTS }, (_, at) => 1 / (at + 5));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let begin = 0;
  return weights.map((weight, at) => {
    const size = Math.min(TITLES, Math.round((weight / sum) * TITLES * DEPTH));
    const first = Math.min(begin % TITLES, TITLES - size);
    begin += size;
    return { isil: `NL-08${String(at).padStart(8, '0')}`, first, size };
  });
}

/** The files of all, made before the clock runs. Each goes once it was sent. */
async function filesOf(home: string, all: readonly Collection[]): Promise<readonly File[]> {
  const files: File[] = [];
  for (const { isil, first, size } of all) {
    const path = join(home, `${isil}.mrc`);
    await generateMarc({ path, records: size, first, seed: SEED, branch: isil, bridgeEvery: BRIDGE_EVERY });
    files.push({ isil, size, path });
  }
  return files;
}

/** Milliseconds until coverage has taken over every run. */
async function load(laboratory: Laboratory, files: readonly File[]): Promise<number> {
  const gateway = laboratory.gateway();
  const waiting = [...files];
  const began = performance.now();
  const send = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { isil, size, path } = next;
      const { id } = await gateway.upload<{ id: string }>(
        'holdings',
        `/participants/${isil}/imports`,
        { mode: 'full', filename: `${isil}.mrc` },
        { path, sent: () => undefined },
      );
      await rm(path);
      await until(async () => {
        const { state } = await gateway.get<{ state: string }>('holdings', `/imports/${id}`);
        if (state === 'failed' || state === 'held') throw new Error(`The run of ${isil} is ${state}`);
        return state === 'done';
      });
      say(`  ${isil} ${size} records, ${minutes(performance.now() - began)}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  await laboratory.sql('coverage', async (orm) => {
    await until(async () => {
      const [row] = await orm.em
        .fork()
        .execute<{ runs: number }[]>('select count(*)::int as runs from run where finished');
      return row?.runs === files.length;
    });
  });
  return performance.now() - began;
}

/** The place of a book that is a title by itself: of two that a record bridges, one gives its words. */
function aloneAt(place: number): number {
  return place % BRIDGE_EVERY < 2 ? place + 2 : place;
}

/** Asks for books from all over, in turn with what does not exist. */
async function latency(
  gateway: Gateway,
  what: string,
  path: string,
  query: (book: ReturnType<typeof bookAt>) => Record<string, string>,
  nothing: Record<string, string>,
): Promise<void> {
  const random = new Random(SEED, 1);
  const [found, missed]: [number[], number[]] = [[], []];
  for (let time = 0; time < ASKED; time++) {
    const book = bookAt(aloneAt(random.below(TITLES)), SEED);
    found.push(
      await timed(async () => {
        const { items } = await gateway.get<{ items: unknown[] }>('holdings', path, query(book));
        if (items.length === 0) throw new Error(`Nothing is found ${what} for ${book.title}`);
      }),
    );
    missed.push(await timed(() => gateway.get('holdings', path, nothing)));
  }
  say(`          ${what.padEnd(26)} ${waits(found)}  (nothing: ${waits(missed)})`);
}

function waits(values: readonly number[]): string {
  return `p50 ${quantile(values, 0.5).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function minutes(milliseconds: number): string {
  return milliseconds < 120_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${(milliseconds / 60_000).toFixed(1)} min`;
}
