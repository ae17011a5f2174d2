import { Migration } from '@mikro-orm/migrations';

/** An acquisition plan may also be rejected, and amended: another one took its place. */
export class PlanDecisions20261124T1830 extends Migration {
  override up(): void {
    this.addSql(`alter table acquisition_plan drop constraint acquisition_plan_state_known`);
    this.addSql(`
      alter table acquisition_plan add constraint acquisition_plan_state_known
        check (state in ('submitted', 'accepted', 'returned', 'withdrawn', 'rejected', 'amended'))`);
  }
}
