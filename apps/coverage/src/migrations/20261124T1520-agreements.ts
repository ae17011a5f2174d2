import { Migration } from '@mikro-orm/migrations';

/** What agreements tells, as it is now, and the titles that plans and agreements name. */
export class Agreements20261124T1520 extends Migration {
  override up(): void {
    this.addSql(`
      create table agreement (
        agreement uuid constraint agreement_pkey primary key,
        version int not null,
        participant int not null,
        profile text not null,
        activity text not null,
        level text not null,
        current_level text,
        goal_level text,
        language_coverage text,
        valid_from date not null,
        valid_to date not null,
        titles int not null,
        copies int not null,
        plan uuid not null,
        named jsonb not null,
        event uuid
      )`);
    this.addSql(`create index agreement_profile on agreement (profile)`);
    this.addSql(`create index agreement_plan on agreement (plan)`);
    this.addSql(`
      create table acquisition_plan (
        plan uuid constraint acquisition_plan_pkey primary key,
        version int not null,
        state text not null constraint acquisition_plan_state_known
          check (state in ('submitted', 'accepted', 'returned', 'withdrawn')),
        participant int not null,
        name text,
        valid_from date,
        valid_to date,
        lines jsonb not null,
        event uuid
      )`);
    this.addSql(`create index acquisition_plan_submitted on acquisition_plan (plan) where state = 'submitted'`);
    this.addSql(`
      create table planned_title (
        key bigint not null,
        source text not null constraint planned_title_source_known check (source in ('plan', 'agreement')),
        id uuid not null,
        participant int not null,
        profile text not null,
        identifier text not null,
        title text,
        valid_to date not null,
        constraint planned_title_pkey primary key (id, key, profile)
      )`);
    this.addSql(`create index planned_title_key on planned_title (key)`);
    // The title that a key means now: the one named so, else the newest that has it among its keys, else the key itself.
    this.addSql(`
      create function title_meant_by(key bigint) returns bigint language sql stable return coalesce(
        (select t.id from title t where t.id = title_meant_by.key and not t.gone),
        (select t.id from title_alias a join title t on t.id = a.title
          where a.key = title_meant_by.key and not t.gone order by t.version desc, t.id limit 1),
        key)`);
  }
}
