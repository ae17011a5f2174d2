import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MarcFields, MarcSplitter } from '#libs/marc';
import { generateMarc } from '#libs/records';
import { readMarc } from '../src/reading/marc/reader.ts';
import { piecesOf } from '../src/reading/pieces.ts';

/**
 * Goal 3: reading MARC, in processor time so that others on the machine do not count. Of the fields needed at least 1.5
 * times as fast as `yaz-marcdump -n`, which reads and writes nothing; of all that an import makes of a record, with what is
 * damaged passed over, as fast as `yaz-marcdump` that writes lines. By turns.
 */
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const NEEDED = [1, 20, 245, 852];

const folder = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
try {
  const path = join(folder, 'records.mrc');
  await generateMarc({ path, records: RECORDS, seed: 7, notations: ['15.70', '18.10', '77.40'] });
  const { size } = await stat(path);
  say(`${RECORDS} records, ${(size / 1e6).toFixed(1)} MB`);
  const isHere = spawnSync('yaz-marcdump', ['-V']).error === undefined;
  if (!isHere) say('yaz-marcdump is not here, so that there is no limit to hold this against: apt-get install yaz');
  const times = { needed: Array<number>(), all: Array<number>(), parses: Array<number>(), lines: Array<number>() };
  // What is compiled while it runs is not reading.
  await readNeeded(path, size);
  await readAll(path, size);
  for (let round = 0; round < ROUNDS; round++) {
    times.needed.push(await own(() => readNeeded(path, size)));
    if (isHere) times.parses.push(marcdump('-n', path));
    times.all.push(await own(() => readAll(path, size)));
    if (isHere) times.lines.push(marcdump('', path));
  }
  report('the fields needed', times.needed, 'yaz-marcdump -n', times.parses, 1.5);
  report('all that an import reads', times.all, 'yaz-marcdump', times.lines, 1);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function readNeeded(path: string, size: number): Promise<number> {
  const [splitter, fields] = [new MarcSplitter(), new MarcFields(NEEDED)];
  let read = 0;
  const take = (records: ReturnType<MarcSplitter['push']>): void => {
    for (const record of records) {
      fields.open(record);
      const title = fields.first(245);
      const isbns = fields.all(20).map((field) => fields.subfield(field, 'a'));
      const places = fields.all(852).map((field) => fields.subfield(field, 'a'));
      if (fields.control(1) !== '' && title !== undefined && fields.subfield(title, 'a') !== '')
        read += Math.min(1, isbns.length + places.length);
    }
  };
  for await (const piece of piecesOf(path, 0, size)) take(splitter.push(piece));
  take(splitter.end());
  return read;
}

async function readAll(path: string, size: number): Promise<void> {
  let read = 0;
  for await (const found of readMarc(piecesOf(path, 0, size))) read += found.length;
  if (read !== RECORDS) throw new Error(`${read} of ${RECORDS} records were read`);
}

/** Seconds of the processor that this process takes. */
async function own(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Seconds of the processor that the other reader takes: the second line of `times` is of what the shell started. */
function marcdump(options: string, path: string): number {
  const { stdout } = spawnSync('sh', ['-c', `yaz-marcdump ${options} '${path}' > /dev/null; times`], {
    encoding: 'utf8',
  });
  const spent = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return spent.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

function report(what: string, ours: readonly number[], whose: string, theirs: readonly number[], goal: number): void {
  const [mine, limit] = [median(ours), theirs.length === 0 ? null : median(theirs)];
  const against =
    limit === null ? '' : `, ${whose} ${rate(limit)}/s: ${(limit / mine).toFixed(2)} x as fast (goal ${goal} x)`;
  say(`goal 3, ${what}: ${rate(mine)} records/s of a processor${against}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1]!;
}

function rate(seconds: number): string {
  return Math.round(RECORDS / seconds).toLocaleString('en');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
