import { Refusal } from '#libs/kernel';
import { failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { localIdOf } from './local-ids.ts';
import type { Repository } from './oai/repository.ts';
import { baseOf, type HarvestWork, updateHarvest } from './work.ts';

/** Changes that get a datestamp shortly before a repository answers may not be in its answer yet. */
const OVERLAP = 300_000;
/** Where the repository does not promise to tell of all that went, everything is fetched once in so many milliseconds. */
const FULL_EVERY = 7 * 24 * 3_600_000;

export type Begun = Pick<HarvestWork, 'from' | 'token'>;

/** Asks who the repository is, and decides whether what changed is enough or everything has to be fetched. */
export async function begin(em: EntityManager, work: HarvestWork, repository: Repository): Promise<Begun> {
  const identity = await repository.identify();
  const { answeredAt } = identity;
  const base = work.asked === 'all' || identity.deletedRecord === 'no' ? null : await baseOf(em, work);
  const tellsAll = identity.deletedRecord === 'persistent' && work.set === null;
  const builds = base !== null && (tellsAll || answeredAt.getTime() - base.fullAt.getTime() < FULL_EVERY) ? base : null;
  const since = builds === null ? null : new Date(builds.answeredAt.getTime() - OVERLAP).toISOString();
  const from =
    since === null ? null : identity.granularity.includes('hh') ? `${since.slice(0, 19)}Z` : since.slice(0, 10);
  await updateHarvest(em, work, `mode = ?, base = ?, from_date = ?, answered_at = ?, full_at = ?, token = null`, [
    builds === null ? 'full' : 'delta',
    builds?.number ?? null,
    from,
    answeredAt,
    builds?.fullAt ?? answeredAt,
  ]);
  return { from, token: null };
}

/** Fetches one page and keeps it with the place where the list goes on, together or not at all. */
export async function fetchPage(
  em: EntityManager,
  work: HarvestWork,
  repository: Repository,
  { from, token }: Begun,
): Promise<string | null> {
  const page = await repository.records({ prefix: work.prefix, set: work.set, from, token });
  failpoint('holdings.page-fetched');
  const rows = new Map<string, [deleted: boolean, localId: string | null, content: string | null]>();
  for (const record of page.records) {
    if (record.identifier === '') {
      throw new Refusal(
        'harvest.no-identifier',
        'The repository has a record without an identifier; tell its administrator',
      );
    }
    if (record.contents > 1) {
      throw new Refusal(
        'harvest.several-records',
        `The repository has several records under one identifier (${record.identifier}); choose another format`,
      );
    }
    const localId = record.deleted ? null : await localIdOf(record, work.mapping);
    const content = record.deleted ? null : (record.content ?? '<record><leader></leader></record>');
    rows.set(record.identifier, [record.deleted, localId, content]);
  }
  const all = [...rows];
  await em.fork().transactional(async (tx) => {
    await tx.execute(
      `insert into fetched_record (harvest, identifier, deleted, local_id, content)
       select ?, it ->> 'i', (it ->> 'd')::boolean, it ->> 'l', it ->> 'c' from jsonb_array_elements(?::jsonb) it
       on conflict (harvest, identifier) do update
          set deleted = excluded.deleted, local_id = excluded.local_id, content = excluded.content`,
      [work.number, JSON.stringify(all.map(([i, [d, l, c]]) => ({ i, d, l, c })))],
    );
    await updateHarvest(
      tx,
      work,
      `token = ?, pages = pages + 1, attempts = 0, trouble = null, records = records + ?, deleted = deleted + ?`,
      [page.token, all.length, all.filter(([, [deleted]]) => deleted).length],
    );
    failpoint('holdings.page-before-commit');
  });
  failpoint('holdings.page-after-commit');
  return page.token;
}
