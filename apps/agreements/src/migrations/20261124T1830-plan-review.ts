import { Migration } from '@mikro-orm/migrations';

/**
 * Review of plans: taken into review, rejected, accepted line by line, amended by another plan, and what both sides
 * remark. A plan has one open amendment at most, so that two amendments cannot take its place.
 */
export class PlanReview20261124T1830 extends Migration {
  override up(): void {
    this.addSql(`alter table acquisition_plan drop constraint acquisition_plan_state_known`);
    this.addSql(`
      alter table acquisition_plan
        add column amends uuid constraint acquisition_plan_amends_known references acquisition_plan,
        add column refused jsonb not null default '[]',
        add constraint acquisition_plan_state_known check (state in
          ('draft', 'submitted', 'in-review', 'returned', 'accepted', 'rejected', 'withdrawn', 'amended')),
        add constraint acquisition_plan_rejected_with_reason check (state <> 'rejected' or remark is not null)`);
    this.addSql(`
      create unique index acquisition_plan_amended_once on acquisition_plan (amends)
       where state in ('draft', 'submitted', 'in-review', 'returned', 'accepted', 'amended')`);
    this.addSql(`
      create table plan_remark (
        id uuid constraint plan_remark_pkey primary key,
        plan uuid not null constraint plan_remark_plan_known references acquisition_plan,
        version integer not null,
        line uuid,
        said_by text not null constraint plan_remark_side_known check (said_by in ('participant', 'plan-owner')),
        name text not null,
        said_at timestamptz not null,
        text text not null)`);
    this.addSql(`create index plan_remark_of_plan on plan_remark (plan, said_at, id)`);
    this.addSql(`alter table agreement add column retain_until text`);
  }
}
