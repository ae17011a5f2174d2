import { Migration } from '@mikro-orm/migrations';

/**
 * What participants propose. A plan is read and written as a whole, up to 5,000 named titles, so its lines are one
 * document.
 */
export class AcquisitionPlans20261124T1510 extends Migration {
  override up(): void {
    this.addSql(`
      create table acquisition_plan (
        id uuid constraint acquisition_plan_pkey primary key,
        participant text not null constraint acquisition_plan_participant_registered references participant,
        version integer not null,
        state text not null constraint acquisition_plan_state_known
          check (state in ('draft', 'submitted', 'returned', 'accepted', 'withdrawn')),
        remark text,
        submitted_at timestamptz,
        submitted_version integer,
        name text not null,
        valid_from date not null,
        valid_to date not null,
        lines jsonb not null,
        constraint acquisition_plan_begins_before_it_ends check (valid_to >= valid_from),
        constraint acquisition_plan_submission_complete
          check ((submitted_at is null) = (submitted_version is null)),
        constraint acquisition_plan_only_drafts_unsubmitted
          check (state = 'draft' or submitted_version is not null),
        constraint acquisition_plan_returned_with_remark check (state <> 'returned' or remark is not null))`);
    this.addSql(`create index acquisition_plan_of_participant on acquisition_plan (participant)`);
    this.addSql(`
      create index acquisition_plan_newest on acquisition_plan
        (coalesce(submitted_at, 'infinity'::timestamptz) desc, id desc)`);
  }
}
