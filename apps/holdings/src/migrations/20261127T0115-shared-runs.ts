import { Migration } from '@mikro-orm/migrations';

/** Files that speak for many: such a run is divided into one for each participant that the file names. */
export class SharedRuns20261127T0115 extends Migration {
  override up(): void {
    this.addSql(`alter table run add column shared boolean not null default false`);
    // For whom the deliverer acted; null: for everyone.
    this.addSql(`alter table run add column acts_for text[]`);
    this.addSql(`alter table run add column part_of int references run (number)`);
    // What the file calls the participant of a part.
    this.addSql(`alter table run add column called text[]`);
    this.addSql(`create index run_part on run (part_of) where part_of is not null`);
  }
}
