import type { EntityManager } from '@mikro-orm/postgresql';
import type { Isil } from '#libs/kernel';
import type { MappingChanges } from '../reading/mapping.ts';

/** What a harvester needs to know of the harvest that it works on. */
export interface HarvestWork {
  readonly number: number;
  readonly source: number;
  readonly participant: number;
  readonly isil: Isil;
  readonly sourceName: string;
  readonly asked: 'changes' | 'all';
  readonly url: string;
  readonly prefix: string;
  readonly set: string | null;
  readonly mapping: MappingChanges | null;
  readonly mode: 'full' | 'delta' | null;
  readonly base: number | null;
  readonly from: string | null;
  readonly token: string | null;
  readonly pages: number;
  readonly restarts: number;
  readonly attempts: number;
  readonly run: string | null;
  /** Of this one claim: who was taken for dead cannot change the harvest any more. */
  readonly holder: string;
}

/** Somebody else works on the harvest, or it was stopped. */
export class HarvestLost extends Error {}

/** Takes the harvest that waits longest; no two instances have the same. */
export async function claimHarvest(
  em: EntityManager,
  holder: string,
  { now, seconds }: { readonly now: Date; readonly seconds: number },
): Promise<HarvestWork | undefined> {
  const [work] = await em.execute<HarvestWork[]>(
    `update harvest h set holder = ?, held_until = clock_timestamp() + make_interval(secs => ?)
       from source s, participant p
      where h.number = (
              select number from harvest
               where state = 'fetching' and next_try_at <= ? and (held_until is null or held_until < clock_timestamp())
               order by next_try_at, number limit 1 for update skip locked)
        and s.number = h.source and p.number = s.participant
     returning h.number, h.source, p.number as participant, p.isil, s.name as "sourceName", h.asked, h.url, h.prefix,
               h.set_name as "set", h.mapping, h.mode, h.base, h.from_date as "from", h.token, h.pages, h.restarts,
               h.attempts, h.run, h.holder`,
    [holder, seconds, now],
  );
  return work;
}

/** Changes the harvest, provided that it is still ours: in the same transaction as what was done for it. */
export async function updateHarvest(
  em: EntityManager,
  { number, holder }: Pick<HarvestWork, 'number' | 'holder'>,
  assignments: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `update harvest set ${assignments} where number = ? and holder = ? and state = 'fetching'`,
    [...parameters, number, holder],
    'run',
  );
  if (affectedRows !== 1) throw new HarvestLost(`Harvest ${number} is no longer ours`);
}

/** Begins the list anew: what was fetched until now is thrown away. */
export async function restart(tx: EntityManager, work: HarvestWork, assignments = ''): Promise<void> {
  await tx.execute(`delete from fetched_record where harvest = ?`, [work.number]);
  await updateHarvest(
    tx,
    work,
    `mode = null, token = null, pages = 0, records = 0, deleted = 0, run = null, restarts = restarts + 1${assignments}`,
  );
}

/**
 * The harvest on which another can build: nothing else changed the source since, what it delivered came through, and
 * all that decides what is fetched and how it is read is as it was.
 */
export async function baseOf(
  em: EntityManager,
  work: Pick<HarvestWork, 'number' | 'source'>,
): Promise<{
  readonly number: number;
  readonly answeredAt: Date;
  readonly fullAt: Date;
  readonly latestRun: number;
} | null> {
  const [base] = await em.execute<{ number: number; answeredAt: string; fullAt: string; latestRun: number }[]>(
    `select b.number, b.answered_at as "answeredAt", b.full_at as "fullAt", b.latest_run as "latestRun"
       from harvest h
       join lateral (select * from harvest l where l.source = h.source and l.state in ('delivered', 'unchanged')
                      order by l.number desc limit 1) b
         on b.url = h.url and b.prefix = h.prefix and b.set_name is not distinct from h.set_name
            and b.mapping is not distinct from h.mapping
      where h.number = ?
        and (b.latest_run = 0 or exists (select from run r where r.number = b.latest_run and r.state = 'done'))
        and not exists (select from run r where r.source = h.source and r.number > b.latest_run
                                            and (r.told or r.finished_at is null))`,
    [work.number],
  );
  if (base === undefined) return null;
  return { ...base, answeredAt: new Date(base.answeredAt), fullAt: new Date(base.fullAt) };
}
