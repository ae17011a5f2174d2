import { Migration } from '@mikro-orm/migrations';

/** Copies that participants dispose of, as agreements told of them, and flags about titles of more than one kind. */
export class Withdrawals20261126T1800 extends Migration {
  override up(): void {
    this.addSql(`
      create table withdrawal_item (
        item uuid constraint withdrawal_item_pkey primary key,
        version int not null,
        participant int not null,
        key bigint not null,
        copies int not null,
        state text not null
      )`);
    this.addSql(
      `comment on table withdrawal_item is 'Copies of one title that a participant disposes of; the newest version'`,
    );
    this.addSql(`create index withdrawal_item_leaving on withdrawal_item (key) where state = 'free'`);
    this.addSql(`drop index flag_open_title`);
    this.addSql(`
      create index flag_open_title on flag (subject)
       where cleared_at is null and kind in ('overlap.planned-title', 'risk.last-copy')`);
  }
}
