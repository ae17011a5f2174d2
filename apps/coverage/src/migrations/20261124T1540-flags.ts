import { Migration } from '@mikro-orm/migrations';

/** Flags, open and cleared, with everything that was said of them. */
export class Flags20261124T1540 extends Migration {
  override up(): void {
    this.addSql(`
      create table flag (
        id uuid constraint flag_pkey primary key,
        plan text not null,
        plan_version int not null,
        kind text not null,
        profile text not null,
        activity text,
        subject text not null,
        participants text[] not null,
        evidence jsonb not null,
        severity text not null constraint flag_severity_known check (severity in ('high', 'medium', 'low')),
        raised_at timestamptz not null,
        updated_at timestamptz not null,
        cleared_at timestamptz
      )`);
    this.addSql(`create index flag_open_profile on flag (profile, kind) where cleared_at is null`);
    this.addSql(
      `create index flag_open_title on flag (subject) where cleared_at is null and kind = 'overlap.planned-title'`,
    );
    this.addSql(`create index flag_newest on flag (raised_at desc, id)`);
    this.addSql(`
      create table flag_history (
        position bigint generated always as identity constraint flag_history_pkey primary key,
        flag uuid not null,
        what text not null constraint flag_history_what_known check (what in ('raised', 'updated', 'cleared')),
        at timestamptz not null,
        participants text[] not null,
        evidence jsonb not null,
        events uuid[] not null
      )`);
    this.addSql(`create index flag_history_flag on flag_history (flag, position)`);
  }
}
