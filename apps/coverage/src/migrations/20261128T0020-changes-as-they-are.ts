import { Migration } from '@mikro-orm/migrations';

/** Ids from all over do not become smaller by compression, which took a tenth of the time to take holdings over. */
export class ChangesAsTheyAre20261128T0020 extends Migration {
  override up(): void {
    this.addSql(`alter table holder_change alter column titles set storage external`);
  }
}
