import { Migration } from '@mikro-orm/migrations';

/** A title says how full the record is that describes it, so that a record which joins is compared with that alone. */
export class TitleFullness20261127T1400 extends Migration {
  override up(): void {
    this.addSql(`alter table title add column fullness int not null default 0`);
    this.addSql(`alter table title alter column fullness drop default`);
    this.addSql(`
      update title t set fullness = r.fullness from record r
       where r.title_id = t.id and r.record_key = t.described_by`);
  }
}
