import { Migration } from '@mikro-orm/migrations';

/**
 * A title is found by its own id without a row that says so: such rows were most of the table, each with two entries in
 * indexes.
 */
export class TitlesByKey20261127T2100 extends Migration {
  override up(): void {
    this.addSql(`delete from title_key where key = title`);
    this.addSql(`alter table title_key add constraint another_key check (key <> title)`);
    this.addSql(`comment on table title_key is 'The keys of a title beside its own id'`);
    this.addSql(`
      create view title_by_key as
      select id as key, id as title from title where not gone
      union all select key, title from title_key`);
  }
}
