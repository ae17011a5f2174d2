import { Migration } from '@mikro-orm/migrations';

/** Titles are also found by which part of a work they are: entries of those that are one are written anew. */
export class SearchParts20261127T0515 extends Migration {
  override up(): void {
    this.addSql(`
      insert into search_due (title_id)
      select t.id from title t join record r on r.title_id = t.id and r.record_key = t.described_by
       where r.details::jsonb ? 'part'`);
  }
}
