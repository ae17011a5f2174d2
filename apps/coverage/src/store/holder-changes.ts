import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** So many titles that changed are remembered: past that it takes less to read all holders again. */
const REMEMBERED = 1_000_000;

/** After this what is in memory of holders is to be read again. Whoever writes holds the lock of the projection. */
export const ANY_HOLDERS_CHANGED = `insert into holder_change default values`;

const momentOf = prepared<{ moment: number }>(`select coalesce(max(position), 0)::float8 as moment from holder_change`);

/** A moment at which the holders of titles changed last, as a transaction sees it. Later is higher. */
export async function momentOfHolders(em: EntityManager): Promise<number> {
  const [row] = await momentOf(em);
  return row!.moment;
}

const since = prepared<{ position: number; titles: string[] | null }>(
  `select position::float8, titles::text[] from holder_change where position >= $1 order by position`,
);

/** The ids of titles that changed after a moment; `null` when that is not known any more, or it may be any. */
export async function changedSince(em: EntityManager, moment: number): Promise<Set<string> | null> {
  const [first, ...rows] = await since(em, moment);
  if (first?.position !== moment || rows.some(({ titles }) => titles === null)) return null;
  return new Set(rows.flatMap(({ titles }) => titles!));
}

/** Forgets what nobody would follow any more. */
export async function forgetHolderChanges(em: EntityManager, remembered = REMEMBERED): Promise<void> {
  await em.execute(
    `delete from holder_change
      where position < (
        select position
          from (select position, sum(coalesce(cardinality(titles), ?)) over (order by position desc) as titles from holder_change) c
         where titles >= ? order by position desc limit 1)`,
    [remembered, remembered],
  );
}
