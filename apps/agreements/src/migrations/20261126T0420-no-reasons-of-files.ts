import { Migration } from '@mikro-orm/migrations';

/** That something was made in error according to a file is no reason; it was kept as one, in English. */
export class NoReasonsOfFiles20261126T0420 extends Migration {
  override up(): void {
    this.addSql(`update retention_commitment set reason = null where reason = 'In error according to a file'`);
  }
}
