import { Migration } from '@mikro-orm/migrations';

/** A participant reads its own items, and what it took over, page by page in the order of their lists. */
export class WithdrawalItemsRead20261125T2330 extends Migration {
  override up(): void {
    this.addSql(`
      create index withdrawal_item_of_participant on withdrawal_item (participant, withdrawal, position)`);
    this.addSql(`
      create index withdrawal_item_accepted_by on withdrawal_item (accepted_by, withdrawal, position)
       where accepted_by is not null`);
  }
}
