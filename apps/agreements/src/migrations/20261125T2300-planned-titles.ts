import { Migration } from '@mikro-orm/migrations';

/**
 * Who plans which title, by the keys that plans and agreements name: the check before buying looks thousands of titles up
 * at once, which no reading of the plans themselves could do. Only what is to be collected is planned to be bought.
 */
export class PlannedTitles20261125T2300 extends Migration {
  override up(): void {
    this.addSql(`
      create table planned_title (
        key bigint not null,
        plan uuid not null constraint planned_title_of_plan references acquisition_plan on delete cascade,
        agreement uuid constraint planned_title_of_agreement references agreement on delete cascade,
        participant text not null,
        profile text not null,
        valid_to date not null
      )`);
    this.addSql(`comment on column planned_title.agreement is 'None where the plan itself names it'`);
    this.addSql(`create index planned_title_by_key on planned_title (key)`);
    this.addSql(`create index planned_title_by_plan on planned_title (plan)`);
    this.addSql(`create index planned_title_by_agreement on planned_title (agreement) where agreement is not null`);
    this.addSql(`
      insert into planned_title (key, plan, participant, profile, valid_to)
      select distinct (one ->> 'key')::bigint, plan.id, plan.participant, line ->> 'profile',
             coalesce((line ->> 'to')::date, plan.valid_to)
        from acquisition_plan plan cross join jsonb_array_elements(plan.lines) line
       cross join jsonb_array_elements(line -> 'named') as every (one)
       where line ->> 'activity' = 'collect'`);
    this.addSql(`
      insert into planned_title (key, plan, agreement, participant, profile, valid_to)
      select distinct (one ->> 'key')::bigint, it.plan, it.id, it.participant, it.profile, it.valid_to
        from agreement it cross join jsonb_array_elements(it.named) as every (one)
       where it.activity = 'collect'`);
  }
}
