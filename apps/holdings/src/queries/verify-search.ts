import type { TitleId } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Description } from '../model/description.ts';
import { entryOf } from '../model/search-entry.ts';

const AT_A_TIME = 20_000;

interface Described {
  readonly id: TitleId;
  readonly description: string;
  readonly part: string | null;
}

/**
 * Is every title searched as it describes itself, and nothing else? Entries that are still due are left out, which is
 * known before the others are looked at: meanwhile titles must not change. Gives differences, `most` at most.
 */
export async function wrongEntries(em: EntityManager, most: number): Promise<string[]> {
  const rows = await em.execute<{ id: TitleId }[]>(`select distinct title_id::text as id from search_due`);
  const due = new Set(rows.map(({ id }) => id));
  const wrong = await entriesOfNothing(em, due, most);
  for (let after: TitleId | undefined = '0'; after !== undefined && wrong.length < most;) {
    const titles: Described[] = await em.execute<Described[]>(
      `select t.id::text as id, r.description, r.details::json ->> 'part' as part
         from (select id, described_by from title where id > ?::bigint order by id limit ${AT_A_TIME}) t
         join record r on r.title_id = t.id and r.record_key = t.described_by
        order by t.id`,
      [after],
    );
    wrong.push(
      ...(await notAsDescribed(
        em,
        titles.filter(({ id }) => !due.has(id)),
      )),
    );
    after = titles.at(-1)?.id;
  }
  return wrong.slice(0, most).map((id) => `Title ${id} is not searched as it is`);
}

async function entriesOfNothing(em: EntityManager, due: ReadonlySet<TitleId>, most: number): Promise<TitleId[]> {
  const rows = await em.execute<{ id: TitleId }[]>(
    `select title_id::text as id from search_entry e
      where not exists (select from title t where t.id = e.title_id) order by 1 limit ?`,
    [most + due.size],
  );
  return rows.map(({ id }) => id).filter((id) => !due.has(id));
}

async function notAsDescribed(em: EntityManager, titles: readonly Described[]): Promise<TitleId[]> {
  const right = titles.map(
    ({ id, description, part }) => entryOf(id, JSON.parse(description) as Description, part).row,
  );
  const rows = await em.execute<{ id: TitleId }[]>(
    `select r.id
       from json_to_recordset(?::json) as r (id text, title text, contributor text, year int, words text)
       left join search_entry e on e.title_id = r.id::bigint
      where (e.title, e.contributor, e.year, e.words) is distinct from (r.title, r.contributor, r.year, r.words::tsvector)
      order by r.id`,
    [JSON.stringify(right.map(([id, title, contributor, year, words]) => ({ id, title, contributor, year, words })))],
  );
  return rows.map(({ id }) => id);
}
