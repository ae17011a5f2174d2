import { Migration } from '@mikro-orm/migrations';

/**
 * How far the actions of the plan's own list are. Reports are only added. They belong to the action of a plan, not to one
 * version of it, so that they go on when a next version is adopted; the number keeps two who report at once apart.
 */
export class ActionReports20261127T0130 extends Migration {
  override up(): void {
    this.addSql(`
      create table action_report (
        plan text not null,
        action text not null,
        number int not null constraint action_report_number_from_one check (number >= 1),
        state text not null
          constraint action_report_state_known check (state in ('planned', 'running', 'done', 'dropped')),
        progress int not null constraint action_report_progress_percent check (progress between 0 and 100),
        text text not null,
        by_name text not null,
        at timestamptz not null,
        constraint action_report_pkey primary key (plan, action, number)
      )`);
  }
}
