import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#libs/embedded';
import { ormOptions } from '#libs/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import { Gateway } from '../src/gateway/gateway.ts';
import { Tokens } from '../src/gateway/tokens.ts';
import { DataFolder, projectFolder } from '../src/start/data-folder.ts';
import { Run } from '../src/start/run.ts';

/** Everything that `collectie start` starts, empty, to measure in. */
export class Laboratory {
  private constructor(
    /** A folder that goes when it is over. */
    readonly home: string,
    private readonly folder: DataFolder,
    private readonly run: Run,
  ) {}

  /** Starts the system, does the work in it, and takes it away whatever became of the work. */
  static async with(work: (laboratory: Laboratory) => Promise<void>, { busSynced = true } = {}): Promise<void> {
    const home = await mkdtemp(join(tmpdir(), 'collectie-bench-'));
    const folder = new DataFolder(join(home, 'data'));
    const run = new Run({
      folder,
      project: projectFolder(),
      port: await freePort(),
      watch: false,
      busSynced,
      say: () => undefined,
    });
    try {
      await run.start();
      await work(new Laboratory(home, folder, run));
    } finally {
      await run.stop();
      await rm(home, { recursive: true, force: true });
    }
  }

  /** `[major, minor]` of nats-server. */
  get busVersion(): readonly [number, number] {
    return this.run.busVersion;
  }

  /** The way in, as a client that may do everything. */
  gateway(): Gateway {
    const clientSecret = this.folder.secrets().cliClient;
    const issuer = `${this.run.origin}/identity`;
    return new Gateway(
      this.run.origin,
      new Tokens({ issuer, issuerGiven: false, clientId: 'collectie-cli', clientSecret }),
    );
  }

  /** Waits until every title can be searched. */
  async searchable(): Promise<void> {
    await this.none('holdings', 'from search_due');
  }

  /** Waits until every title can be searched and every source is measured: what a run left to do is not to be paid for by the next. */
  async settled(): Promise<void> {
    await this.searchable();
    await this.none(
      'holdings',
      `from (select max(number) as number from run where told group by source) latest
        where not exists (select from source_quality q where q.run = latest.number)`,
    );
  }

  private async none(database: string, there: string): Promise<void> {
    await this.sql(database, async (orm) => {
      await until(async () => {
        const [row] = await orm.em.fork().execute<{ none: boolean }[]>(`select not exists (select ${there}) as none`);
        return row?.none === true;
      });
    });
  }

  /** Works on a database of the system itself, beside its services. */
  async sql<T>(database: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
    const orm = await MikroORM.init(ormOptions({ url: this.run.databaseUrl(database), migrations: [] }));
    try {
      return await work(orm);
    } finally {
      await orm.close(true);
    }
  }
}

/** The plan that is measured with: a profile for each of these groups of NBC. */
function planOf(groups: readonly string[]): string {
  const profiles = groups.map(
    (group) => `
  - code: p${group}
    name: { nl: Groep ${group} }
    scope: { classification: [{ scheme: nbc, prefix: '${group}' }] }
    targets: { collect: { level: 2a, participants: { min: 1 } } }`,
  );
  return `plan: meting\ntitle: Meting\nperiod: { from: 2026-01-01, to: 2029-12-31 }\nprofiles:${profiles.join('')}\n`;
}

/** Adopts that plan, registers the participants, and waits until holdings knows them. */
export async function prepare(gateway: Gateway, groups: readonly string[], isils: readonly string[]): Promise<void> {
  await gateway.sendText('coverage', '/collection-plans', planOf(groups), 'application/yaml');
  await gateway.send('POST', 'coverage', '/collection-plans/meting/1/adopt');
  for (const isil of isils) {
    await gateway.send('POST', 'agreements', '/participants', {
      isil,
      name: isil,
      kind: 'library',
      from: '2020-01-01',
    });
  }
  const last = isils.at(-1) ?? '';
  await until(async () => (await gateway.find('holdings', `/participants/${last}/holdings`)) !== undefined);
}

/** Asks again until the answer is another than `false`. */
export async function until<T>(attempt: () => Promise<T | false>, every = 250): Promise<T> {
  for (;;) {
    const answer = await attempt();
    if (answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
