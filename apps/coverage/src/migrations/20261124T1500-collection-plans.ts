import { Migration } from '@mikro-orm/migrations';

/** Versions of collection plans. The exclusion is deferred: a commit has one plan in force, its statements may pass through two. */
export class CollectionPlans20261124T1500 extends Migration {
  override up(): void {
    this.addSql(`
      create table collection_plan (
        plan text not null,
        version int not null,
        title text not null,
        valid_from date not null,
        valid_to date not null,
        yaml text not null,
        state text not null constraint collection_plan_state_known check (state in ('draft', 'adopted', 'superseded')),
        uploaded_by text not null,
        uploaded_at timestamptz not null,
        adopted_by text,
        adopted_at timestamptz,
        constraint collection_plan_pkey primary key (plan, version),
        constraint collection_plan_begins_before_it_ends check (valid_to >= valid_from),
        constraint one_collection_plan_in_force exclude using btree (state with =)
          where (state = 'adopted') deferrable initially deferred
      )`);
    this.addSql(`
      create table plan_profile (
        plan text not null,
        version int not null,
        number int not null,
        code text not null,
        name jsonb not null,
        constraint plan_profile_pkey primary key (plan, version, number),
        constraint plan_profile_code unique (plan, version, code),
        constraint plan_profile_of_plan foreign key (plan, version) references collection_plan
      )`);
    this.addSql(`comment on table plan_profile is 'Numbers of profiles, which titles and statistics refer to'`);
    this.addSql(`
      create table projection (
        one boolean constraint projection_pkey primary key default true constraint one_projection check (one),
        plan text,
        plan_version int,
        assessed_on date
      )`);
    this.addSql(`comment on table projection is 'What the numbers of profiles and the open flags are about'`);
    this.addSql(`insert into projection default values`);
  }
}
