import { Migration } from '@mikro-orm/migrations';

/**
 * Of which titles the holders or the facets changed, in the order in which that was committed, so that what is held in
 * memory can be brought to a reader's moment. `titles` null: perhaps of all.
 */
export class HolderChanges20261127T1400 extends Migration {
  override up(): void {
    this.addSql(`
      create table holder_change (
        position bigint generated always as identity,
        titles bigint[],
        constraint holder_change_pkey primary key (position)
      )`);
    this.addSql(`insert into holder_change default values`);
  }
}
