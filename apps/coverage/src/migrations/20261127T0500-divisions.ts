import { Migration } from '@mikro-orm/migrations';

/**
 * Divisions of responsibilities that are being worked out, or were proposed. One at a time: each takes a processor for as
 * long as it lasts. `seen_at` is moved by who works it out; one that nobody moves any more was interrupted.
 */
export class Divisions20261127T0500 extends Migration {
  override up(): void {
    this.addSql(`
      create table division (
        id uuid constraint division_pkey primary key,
        owner_id text not null,
        owner_name text not null,
        plan text not null,
        plan_version int not null,
        judged_on date not null,
        settings jsonb not null,
        state text not null
          constraint division_state_known check (state in ('running', 'done', 'nothing', 'cancelled', 'interrupted', 'failed')),
        headway jsonb not null,
        optimal boolean,
        proposal jsonb,
        made_at timestamptz not null,
        seen_at timestamptz not null,
        ended_at timestamptz,
        constraint division_of_plan foreign key (plan, plan_version) references collection_plan,
        constraint division_proposed_when_done check ((state = 'done') = (proposal is not null))
      )`);
    this.addSql(`create unique index one_division_running on division (state) where state = 'running'`);
    this.addSql(`create index division_newest on division (made_at desc, id)`);
  }
}
