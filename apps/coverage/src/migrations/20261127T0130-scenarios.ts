import { Migration } from '@mikro-orm/migrations';

/** Scenarios: what people make otherwise on a branch of the plan, the agreements and the participants. */
export class Scenarios20261127T0130 extends Migration {
  override up(): void {
    this.addSql(`
      create table scenario (
        id uuid constraint scenario_pkey primary key,
        name text not null,
        owner_id text not null,
        owner_name text not null,
        plan text not null,
        plan_version int not null,
        judged_on date,
        shared boolean not null,
        changes jsonb not null,
        version int not null,
        made_at timestamptz not null,
        changed_at timestamptz not null,
        constraint scenario_of_plan foreign key (plan, plan_version) references collection_plan
      )`);
    this.addSql(`comment on column scenario.judged_on is 'null: the day on which the live state was judged last'`);
    this.addSql(`create index scenario_newest on scenario (changed_at desc, id)`);
  }
}
