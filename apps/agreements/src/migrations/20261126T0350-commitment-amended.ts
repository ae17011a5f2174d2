import { Migration } from '@mikro-orm/migrations';

/** Other terms are promised for a reason, which is kept beside that of what became of the commitment. */
export class CommitmentAmended20261126T0350 extends Migration {
  override up(): void {
    this.addSql(`alter table retention_commitment add column amended_because text`);
  }
}
