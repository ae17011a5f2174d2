import type { Day } from '#libs/kernel';
import { prepared, together } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { arrayOf } from './array.ts';
import { familiesBy, flowsOf } from './flows.ts';
import { EVERYTHING, Judge } from './judge.ts';
import { mergeHoldings, mergeHoldingsUncounted } from './merge-holdings.ts';
import { mergeTitles, mergeTitlesUncounted } from './merge-titles.ts';
import { recount } from './recount.ts';
import { retainTitles } from './retained-titles.ts';
import { countedDay, keepDay, noteDeliveries } from './statistics-by-day.ts';

/** When a load is so large that counting everything again is cheaper than counting what it moved. */
@Injectable()
export class Crossover {
  /** Below so many rows never. */
  readonly rows: number = 2000;
  /** Past this share of the rows there are. */
  readonly share: number = 0.05;
  /** Rows that are taken over and counted in one statement. */
  readonly step: number = 2000;
}

/**
 * One writer of the projection at a time, whatever it hears from. Taken before anything is written, so that what waited
 * is also told later.
 */
export const LOCK_PROJECTION = `select pg_advisory_xact_lock(4207002)`;

/**
 * What counting everything joins by: with the other columns of a title it takes three times as long, and no plan hangs on
 * them. Three thousand rows of each table tell as much of numbers as thirty thousand do.
 */
const ANALYZE_JOINED = `
  set local default_statistics_target = 10;
  analyze title (id), holding (title, participant, copies, on_order), title_alias (key, title)`;

/** What brought about that something counts: the events, the runs or decisions they are of, and the day of the last. */
export interface Occurrence {
  readonly events: readonly string[];
  readonly causes: readonly string[];
  readonly on: Day;
}

interface Waiting {
  readonly titles: number;
  readonly holdings: number;
}

/** So many rows of a run tell whether it is told again: an event is repeated as a whole. */
const SAMPLE = 100;

function staleIn(pending: string, key: string, state: string, same: string): string {
  const older = `p.version <= (select s.version from ${state} s where ${same})`;
  return `
  repeated_${state} as materialized (
    select exists (select from (select ${key}, version from ${pending} where run = $1 limit ${SAMPLE}) p where ${older}) as found),
  stale_${state} as (
    delete from ${pending} p where (select found from repeated_${state}) and p.run = $1 and ${older} returning 1)`;
}

/**
 * Counts what waits. When some of it is known already, what is told again is told apart by its version first, each row by
 * one look at what is kept, and waits no longer: it would change nothing.
 */
const countWaiting = prepared<Waiting>(`
  with ${staleIn('pending_title', 'id', 'title', 's.id = p.id')},
  ${staleIn('pending_holding', 'title, participant', 'holding', 's.title = p.title and s.participant = p.participant')}
  select ((select count(*) from pending_title where run = $1) - (select count(*) from stale_title))::int as titles,
         ((select count(*) from pending_holding where run = $1) - (select count(*) from stale_holding))::int as holdings`);

/** Brings what waits into the state, the counters and the flags, all in the transaction that is going on. */
@Injectable()
export class Projection {
  constructor(
    private readonly em: EntityManager,
    private readonly judge: Judge,
    private readonly crossover: Crossover,
  ) {}

  /** Merges what waits under a run's number, as of a day, and judges what it changed. */
  async merge(run: number, { events, causes, on }: Occurrence): Promise<void> {
    const [waiting, families] = await together(this.em, () => [this.waiting(run), familiesBy(this.em, causes)]);
    if (waiting.titles + waiting.holdings === 0) return;
    const day = await countedDay(this.em, on);
    const [flows, begun] =
      waiting.holdings === 0
        ? [[], []]
        : await together(this.em, () => [flowsOf(this.em, run, families, day), noteDeliveries(this.em, run, day)]);
    if (await this.isLarge(waiting)) {
      await this.em.execute(`set local work_mem = '256MB'`);
      await mergeTitlesUncounted(this.em, run);
      await mergeHoldingsUncounted(this.em, run);
      await this.clear(run);
      await this.em.execute(ANALYZE_JOINED);
      await recount(this.em, day, flows);
      await this.judge.judge({ ...EVERYTHING, events });
      return;
    }
    const titles = await this.takeAll(mergeTitles, run, waiting.titles);
    const holdings = await this.takeAll(mergeHoldings, run, waiting.holdings);
    await keepDay(this.em, day, titles.counters.union(holdings.counters), flows);
    await this.judge.judge({
      profiles: [...titles.profiles.union(holdings.profiles).union(await this.promisedBy(begun))],
      keys: [...titles.keys.union(holdings.keys)],
      events,
    });
  }

  private async takeAll(merge: typeof mergeTitles, run: number, rows: number) {
    const [profiles, keys, counters] = [new Set<number>(), new Set<string>(), new Set<string>()];
    for (let left = rows; left > 0; left -= this.crossover.step) {
      const merged = await merge(this.em, run, this.crossover.step);
      for (const profile of merged.profiles) profiles.add(profile);
      for (const key of merged.keys) keys.add(key);
      for (const counter of merged.counters) counters.add(counter);
      for (const profile of await retainTitles(this.em, merged.retained)) profiles.add(profile);
    }
    return { profiles, keys, counters };
  }

  /** Profiles for which these have agreements: what they deliver can be held against them from now on. */
  private async promisedBy(participants: readonly number[]): Promise<Set<number>> {
    if (participants.length === 0) return new Set();
    const rows = await this.em.execute<{ profile: number }[]>(
      `select distinct profile from responsible where participant = any(?::int[])`,
      [arrayOf(participants)],
    );
    return new Set(rows.map(({ profile }) => profile));
  }

  private async waiting(run: number): Promise<Waiting> {
    const [row] = await countWaiting(this.em, run);
    return row!;
  }

  private async isLarge({ titles, holdings }: Waiting): Promise<boolean> {
    if (titles + holdings <= this.crossover.rows) return false;
    const [row] = await this.em.execute<{ rows: number }[]>(
      `select coalesce(sum(greatest(reltuples, 0)), 0)::float8 as rows from pg_class
        where oid in ('title'::regclass, 'holding'::regclass)`,
    );
    return titles + holdings > this.crossover.share * (row?.rows ?? 0);
  }

  private async clear(run: number): Promise<void> {
    await this.em.execute('delete from pending_title where run = ?', [run]);
    await this.em.execute('delete from pending_holding where run = ?', [run]);
  }
}
