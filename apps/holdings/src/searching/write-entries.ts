import type { TitleId } from '#libs/kernel';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Description } from '../model/description.ts';
import { ENTRY_COLUMNS, entryOf } from '../model/search-entry.ts';

/** Any number will do, as long as nothing else in the same database locks it. */
const WRITING = 4_207_102;

/**
 * Writes the search entries of at most `most` titles that changed, as they are now, and removes those of titles that
 * are no more. Gives how many were due; none where another instance is at it: of two that read one title at different
 * times the later could write first.
 */
export async function writeEntries(em: EntityManager, most: number): Promise<number> {
  return em.fork().transactional(async (tx) => {
    const [mine] = await tx.execute<{ mine: boolean }[]>(`select pg_try_advisory_xact_lock(${WRITING}) as mine`);
    if (mine?.mine !== true) return 0;
    const due = await takeDue(tx, most);
    if (due.length === 0) return 0;
    const titles = await tx.execute<{ id: TitleId; description: string; part: string | null }[]>(
      `select t.id::text as id, r.description, r.details::json ->> 'part' as part
         from title t join record r on r.title_id = t.id and r.record_key = t.described_by
        where t.id = any (?::bigint[])`,
      [`{${due.join(',')}}`],
    );
    const entries = titles.map(({ id, description, part }) =>
      entryOf(id, JSON.parse(description) as Description, part),
    );
    await tx.execute(`create temp table new_entry (like search_entry) on commit drop`);
    await tx.execute(`create temp table new_word (word text not null) on commit drop`);
    await copyInto(
      tx,
      'new_entry',
      ENTRY_COLUMNS,
      entries.map(({ row }) => row),
    );
    const words = new Set(entries.flatMap((entry) => entry.words));
    await copyInto(
      tx,
      'new_word',
      ['word'],
      [...words].map((word) => [word]),
    );
    await tx.execute(
      `delete from search_entry where title_id = any (?::bigint[]) and title_id not in (select title_id from new_entry)`,
      [`{${due.join(',')}}`],
    );
    await tx.execute(`
      insert into search_entry select * from new_entry
      on conflict (title_id) do update
         set title = excluded.title, contributor = excluded.contributor, year = excluded.year, words = excluded.words`);
    await tx.execute(`insert into search_word select word from new_word on conflict do nothing`);
    return due.length;
  });
}

/** A title may have changed again before it was its turn: then it is written once. */
async function takeDue(tx: EntityManager, most: number): Promise<TitleId[]> {
  const due = await tx.execute<{ id: TitleId }[]>(
    `delete from search_due where ctid = any (array(select ctid from search_due limit ?)) returning title_id::text as id`,
    [most],
  );
  return [...new Set(due.map(({ id }) => id))];
}
