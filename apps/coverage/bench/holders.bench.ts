import { TitleHolders } from '../src/model/title-holders.ts';
import { TitleTally } from '../src/model/title-tally.ts';
import { say } from './collection.ts';
import { NETWORK } from './network.ts';

/**
 * What a nation's holders take in memory, and how long it takes to count among them: goal 14 without the database, which
 * is asked for little once they are read.
 */
const TITLES = Number(process.env['BENCH_TITLES'] ?? 10_000_000);
const HOLDINGS = 2.5 * TITLES;
const COMBINATIONS = 48_000;
const PIECE = 250_000;
const participants = Array.from({ length: NETWORK.participants }, (_, at) => `NL-${String(at).padStart(10, '0')}`);

const before = memory();
const holders = new TitleHolders(TITLES);
const read = measured();
for (let combination = 0; combination < COMBINATIONS; combination++) {
  const number = holders.combination(
    JSON.stringify(['book', 'dut', 'adult', [{ scheme: 'nbc', notation: String(combination) }]]),
  );
  const count =
    Math.floor((TITLES * (combination + 1)) / COMBINATIONS) - Math.floor((TITLES * combination) / COMBINATIONS);
  const ids = Buffer.alloc(8 * count);
  const first = Math.floor((TITLES * combination) / COMBINATIONS);
  for (let at = 0; at < count; at++) writeId(ids, at, first + at);
  holders.arrive(ids, number);
}
for (let done = 0; done < HOLDINGS; done += PIECE) {
  const [ids, who] = [Buffer.alloc(8 * PIECE), Buffer.alloc(2 * PIECE)];
  for (let at = 0; at < PIECE; at++) {
    writeId(ids, at, Math.imul(done + at, 0x9e3779b1) >>> 0);
    who.writeUInt16BE((done + at) % NETWORK.participants, 2 * at);
  }
  holders.arriveWith(ids, who);
}
const reading = memory() - before;
await holders.arrived();
say(`${TITLES} titles, ${HOLDINGS} holdings, ${COMBINATIONS} combinations of facets: taken in ${read()}`);
say(`  in memory ${memory() - before} MB, while they are read ${reading} MB`);
for (const share of [0.01, 0.1, 1 / 3]) {
  const asked = Uint32Array.from({ length: COMBINATIONS }, (_, at) => (at < share * COMBINATIONS ? 1 : 0));
  const everyone = Int32Array.from(participants, (_, at) => at);
  const walked = measured();
  const tally = new TitleTally(participants, new Set(participants));
  await holders.walk(asked, everyone, (_, who, count) => tally.add(who, count));
  const { titles, shared } = tally.counts();
  say(`  ${titles} titles counted, with ${shared.length} pairs of all who take part: ${walked()} (goal 1 s)`);
}

/** Ids that lie as far apart as hashes do. */
function writeId(ids: Buffer, at: number, title: number): void {
  const number = title % TITLES;
  ids.writeUInt32BE(Math.imul(number, 0x85ebca6b) >>> 0, 8 * at);
  ids.writeUInt32BE(number, 8 * at + 4);
}

/** Gives, when asked, the time since, and what of it was the processor's. */
function measured(): () => string {
  const [began, processor] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(processor);
    return `${((performance.now() - began) / 1000).toFixed(2)} s, processor ${((user + system) / 1_000_000).toFixed(2)} s`;
  };
}

/** Megabytes of objects and buffers. */
function memory(): number {
  gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return Math.round((heapUsed + arrayBuffers) / 1_000_000);
}
