import type { MikroORM } from '@mikro-orm/postgresql';
import { Clock } from '#libs/platform';
import { Harvester } from '../src/harvesting/harvester.ts';
import { type Harvesting, harvesting } from '../src/harvesting/options.ts';
import { harvestsOf, type SourceHarvestRow } from '../src/queries/harvests.ts';
import { type Asked, Harvests, type HarvestSetting } from '../src/store/harvests.ts';
import { Imports } from './importing.ts';

export const LIBRARY = 'NL-0800000001';

/** A clock that a test moves on. */
export class TestClock extends Clock {
  ahead = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.ahead);
  }
}

/** The way from a repository to the holdings, driven by hand. */
export class Harvested {
  readonly clock = new TestClock();
  readonly harvests: Harvests;
  readonly harvester: Harvester;

  static async over(
    orm: MikroORM,
    options: Partial<Harvesting> = {},
    beside?: Pick<Imports, 'folder'>,
  ): Promise<Harvested> {
    const imports = await Imports.over(orm, { chunk: 5, leaseSeconds: 1 }, beside);
    await imports.participant(LIBRARY);
    return new Harvested(imports, harvesting({ allowInner: true, leaseSeconds: 1, backoff: 0, ...options }));
  }

  private constructor(
    readonly imports: Imports,
    options: Harvesting,
  ) {
    const { em, spool, worker } = imports;
    this.harvests = new Harvests(em.fork(), this.clock, options);
    this.harvester = new Harvester(em, this.clock, spool, this.harvests, worker, options);
  }

  set(url: string, more: Partial<HarvestSetting> = {}): Promise<void> {
    const setting = { url, prefix: 'marcxml', set: null, everyHours: 24, enabled: true, ...more };
    return this.harvests.set(LIBRARY, 'catalogue', setting, 'somebody');
  }

  ask(asked: Asked = 'changes'): Promise<void> {
    return this.harvests.ask(LIBRARY, 'catalogue', asked, 'somebody');
  }

  /** Harvests to the end, and carries out the run that comes of it. */
  async work(): Promise<void> {
    while (await this.harvester.next());
    await this.imports.work();
  }

  async harvest(asked: Asked = 'changes'): Promise<SourceHarvestRow['harvests'][number]> {
    await this.ask(asked);
    await this.work();
    return this.latest();
  }

  async latest(): Promise<SourceHarvestRow['harvests'][number]> {
    const [latest] = (await harvestsOf(this.imports.em.fork(), LIBRARY, 'catalogue')).harvests;
    if (latest === undefined) throw new Error('There was no harvest');
    return latest;
  }

  /** What the source has: the number of each record, its title and copies. */
  async records(): Promise<Record<string, string>> {
    const rows = await this.imports.em
      .fork()
      .execute<{ localId: string; what: string }[]>(
        `select local_id as "localId", (description::json ->> 'title') || ' ' || copies as what from record order by 1`,
      );
    return Object.fromEntries(rows.map(({ localId, what }) => [localId, what]));
  }

  async empty(): Promise<void> {
    await this.imports.em
      .fork()
      .execute(
        `delete from harvest_setting; delete from fetched_record; delete from harvested_record; delete from run_removal; delete from harvest`,
      );
    await this.imports.empty();
    this.clock.ahead = 0;
  }
}
