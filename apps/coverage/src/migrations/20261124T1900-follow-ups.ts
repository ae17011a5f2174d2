import { Migration } from '@mikro-orm/migrations';

/**
 * What people do about flags. Facts, so that they refer to a flag by its stable id only: whatever is counted and judged
 * again leaves them as they are.
 */
export class FollowUps20261124T1900 extends Migration {
  override up(): void {
    this.addSql(`
      create table follow_up (
        flag uuid constraint follow_up_pkey primary key,
        version int not null,
        acknowledged_by text,
        acknowledged_at timestamptz,
        assigned_to text,
        waived_until date,
        waived_because text,
        constraint follow_up_acknowledged_by_somebody check ((acknowledged_by is null) = (acknowledged_at is null)),
        constraint follow_up_waived_for_a_reason check ((waived_until is null) = (waived_because is null))
      )`);
    this.addSql(`create index follow_up_waived on follow_up (waived_until) where waived_until is not null`);
    this.addSql(`
      create table follow_up_history (
        flag uuid not null,
        version int not null,
        what text not null constraint follow_up_history_what_known
          check (what in ('acknowledged', 'assigned', 'waived', 'noted', 'reopened')),
        at timestamptz not null,
        by_name text,
        text text,
        assigned_to text,
        until date,
        constraint follow_up_history_pkey primary key (flag, version)
      )`);
    this.addSql(`comment on column follow_up_history.by_name is 'null: the calendar'`);
  }
}
