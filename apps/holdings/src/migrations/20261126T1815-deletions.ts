import { Migration } from '@mikro-orm/migrations';

/** Files that name what a source has no longer. */
export class Deletions20261126T1815 extends Migration {
  override up(): void {
    this.addSql(`alter table run drop constraint run_mode_check`);
    this.addSql(`alter table run add constraint run_mode_check check (mode in ('full', 'delta', 'deletions'))`);
  }
}
