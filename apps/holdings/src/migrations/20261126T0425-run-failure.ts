import { Migration } from '@mikro-orm/migrations';

/** What made a run fail, as a code: people are told in their own language, which its reason is not in. */
export class RunFailure20261126T0425 extends Migration {
  override up(): void {
    this.addSql(`alter table run add column failure text`);
  }
}
