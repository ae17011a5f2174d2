import { Migration } from '@mikro-orm/migrations';

/** Accepted lines. The unique line stops a plan from becoming agreements twice, whoever accepts it at the same time. */
export class Agreements20261124T1520 extends Migration {
  override up(): void {
    this.addSql(`
      create table agreement (
        id uuid constraint agreement_pkey primary key,
        plan uuid not null constraint agreement_plan_known references acquisition_plan,
        line uuid not null,
        participant text not null constraint agreement_participant_registered references participant,
        profile text not null,
        activity text not null constraint agreement_activity_known
          check (activity in ('collect', 'manage', 'provide', 'preserve')),
        level text not null,
        current_level text,
        goal_level text,
        language_coverage text constraint agreement_language_coverage_known
          check (language_coverage in ('P', 'S', 'W', 'X', 'D')),
        titles integer not null constraint agreement_titles_counted check (titles >= 0),
        copies integer not null constraint agreement_copies_counted check (copies >= 0),
        named jsonb not null,
        valid_from date not null,
        valid_to date not null,
        version integer not null,
        ended_because text,
        constraint agreement_made_once unique (plan, line),
        constraint agreement_begins_before_it_ends check (valid_to >= valid_from))`);
    this.addSql(`create index agreement_of_participant on agreement (participant, id)`);
    this.addSql(`create index agreement_about_profile on agreement (profile, id)`);
  }
}
