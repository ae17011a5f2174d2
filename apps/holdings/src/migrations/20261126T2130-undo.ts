import { Migration } from '@mikro-orm/migrations';

/** Runs that put back what the run before them changed. */
export class Undo20261126T2130 extends Migration {
  override up(): void {
    this.addSql(`alter table run drop constraint run_mode_check`);
    this.addSql(`alter table run add constraint run_mode_check check (mode in ('full', 'delta', 'deletions', 'undo'))`);
    this.addSql(`alter table run add column undoes int references run (number)`);
    this.addSql(`alter table run add constraint undo_of_something check ((mode = 'undo') = (undoes is not null))`);
    // Of a run that found its source empty nothing has to be kept: all that is there now came with it.
    this.addSql(`alter table run add column held_before int`);
  }
}
