import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from './array.ts';

/** Keys by which people name titles: all, or some. */
export type Keys = 'all' | readonly string[];

/** Titles, by what their names mean now: all that are named, or some. */
export type Subjects = 'all' | readonly string[];

/** The titles that these keys meant or mean. */
export async function subjectsOf(em: EntityManager, keys: Keys): Promise<Subjects> {
  if (keys === 'all' || keys.length === 0) return keys;
  const rows = await em.execute<{ id: string }[]>(
    `with asked as (select unnest(?::bigint[]) as key)
     select key::text as id from asked union select title_meant_by(key)::text from asked`,
    [arrayOf(keys)],
  );
  return rows.map(({ id }) => id);
}
