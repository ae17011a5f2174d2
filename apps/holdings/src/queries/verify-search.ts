import type { TitleId } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Description } from '../model/description.ts';
import { entryOf } from '../model/search-entry.ts';

/** Few enough that what is asked about them is no long text. */
const AT_A_TIME = 2_000;

interface Described {
  readonly id: TitleId;
  readonly description: string;
  readonly part: string | null;
  /** Its entry is still to be written. */
  readonly due: boolean;
}

/**
 * Is every title searched as it describes itself, and nothing else? Entries that are still due are left out, which is
 * known before the others are looked at: it has to be asked of one moment. Tells how many titles it went through, and gives
 * differences, `most` at most.
 */
export async function wrongEntries(em: EntityManager, most: number, at: (done: number) => void): Promise<string[]> {
  at(0);
  await em.execute(`set local client_min_messages = warning`);
  await em.execute(`
    drop table if exists entry_due;
    create temporary table entry_due on commit drop as select distinct title_id from search_due;
    alter table entry_due add primary key (title_id);
    analyze entry_due`);
  const wrong = await entriesOfNothing(em, most);
  let done = 0;
  for (let after: TitleId | undefined = '0'; after !== undefined && wrong.length < most;) {
    const titles: Described[] = await em.execute<Described[]>(
      `select t.id::text as id, r.description, r.details::json ->> 'part' as part, d.title_id is not null as due
         from (select id, described_by from title where id > ?::bigint order by id limit ${AT_A_TIME}) t
         join record r on r.title_id = t.id and r.record_key = t.described_by
         left join entry_due d on d.title_id = t.id
        order by t.id`,
      [after],
    );
    const entered = titles.filter(({ due }) => !due);
    wrong.push(...(await notAsDescribed(em, entered)));
    after = titles.at(-1)?.id;
    at((done += titles.length));
  }
  return wrong.slice(0, most).map((id) => `Title ${id} is not searched as it is`);
}

async function entriesOfNothing(em: EntityManager, most: number): Promise<TitleId[]> {
  const rows = await em.execute<{ id: TitleId }[]>(
    `select e.title_id::text as id from search_entry e
      where not exists (select from title t where t.id = e.title_id)
        and not exists (select from entry_due d where d.title_id = e.title_id) order by 1 limit ?`,
    [most],
  );
  return rows.map(({ id }) => id);
}

const differing = prepared<{ id: TitleId }>(`
  select r.id
    from json_to_recordset($1::json) as r (id text, title text, contributor text, year int, words text)
    left join search_entry e on e.title_id = r.id::bigint
   where (e.title, e.contributor, e.year, e.words) is distinct from (r.title, r.contributor, r.year, r.words::tsvector)
   order by r.id`);

async function notAsDescribed(em: EntityManager, titles: readonly Described[]): Promise<TitleId[]> {
  const right = titles
    .map(({ id, description, part }) => entryOf(id, JSON.parse(description) as Description, part).row)
    .map(([id, title, contributor, year, words]) => ({ id, title, contributor, year, words }));
  return (await differing(em, JSON.stringify(right))).map(({ id }) => id);
}
