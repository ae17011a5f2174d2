import { Migration } from '@mikro-orm/migrations';

/** What decides to which profiles a title belongs. Titles that were heard of before say nothing of it until they change. */
export class TitleFacets20261125T2310 extends Migration {
  override up(): void {
    for (const table of ['title', 'snapshot_title']) {
      this.addSql(`
        alter table ${table}
          add column material text not null default 'other',
          add column language text not null default 'und',
          add column audience text not null default 'unknown',
          add column classifications jsonb not null default '[]'`);
    }
  }
}
