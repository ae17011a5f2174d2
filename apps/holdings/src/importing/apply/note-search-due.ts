import type { EntityManager } from '@mikro-orm/postgresql';

/** Notes which titles are to be searched as they now describe themselves. That is done later, so that no run waits for it. */
export async function noteSearchDue(em: EntityManager): Promise<void> {
  await em.execute(`
    insert into search_due (title_id)
    select title_id from chunk where way = 'f'
    union all
    select id from changed_title`);
}
