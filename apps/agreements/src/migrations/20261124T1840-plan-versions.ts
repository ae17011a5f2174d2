import { Migration } from '@mikro-orm/migrations';

/**
 * Every version of a plan: who made it, when, and what it says where that is something else than the version before. What
 * was there before versions were kept becomes the first one known.
 */
export class PlanVersions20261124T1840 extends Migration {
  override up(): void {
    this.addSql(`
      create table acquisition_plan_version (
        plan uuid constraint acquisition_plan_version_of_plan references acquisition_plan on delete cascade,
        version integer,
        state text not null,
        remark text,
        made_at timestamptz,
        made_by text,
        content jsonb,
        constraint acquisition_plan_version_pkey primary key (plan, version))`);
    this.addSql(`
      insert into acquisition_plan_version (plan, version, state, remark, content)
      select id, version, state, remark, jsonb_build_object('name', name, 'from', valid_from, 'to', valid_to, 'lines', lines)
        from acquisition_plan`);
  }
}
