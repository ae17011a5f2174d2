import { Migration } from '@mikro-orm/migrations';

/**
 * What demand says: requests for interlibrary loan as rows, since a request that is told again is known by its id, and
 * the last twelve months begin on another day every day. A delivery is laid ready as a whole before anything changes.
 * What is laid ready is lost in a crash of the server, and sent again then.
 */
export class LoanRequests20261126T0420 extends Migration {
  override up(): void {
    this.addSql(`
      create table loan_request (
        id uuid constraint loan_request_pkey primary key,
        participant text not null constraint loan_request_by_participant references participant,
        key bigint,
        profile text,
        day date not null,
        scope text not null constraint loan_request_scope_known check (scope in ('organisation', 'province', 'national')),
        outcome text not null constraint loan_request_outcome_known check (outcome in ('filled', 'unfilled')),
        count integer not null constraint loan_request_counted check (count >= 1),
        as_of date not null,
        delivery bigint not null,
        constraint loan_request_about_one_thing check ((key is null) <> (profile is null))
      ) with (fillfactor = 90)`);
    this.addSql(`
      create index loan_request_for_title on loan_request (key, day) include (scope, outcome, count)
       where key is not null`);
    this.addSql(`
      create table loan_request_delivery (
        number bigint generated always as identity constraint loan_request_delivery_pkey primary key,
        as_of date not null,
        began_at timestamptz not null,
        finished_at timestamptz,
        name text,
        made integer,
        changed integer,
        unchanged integer,
        rejected integer,
        first_day date,
        last_day date
      )`);
    this.addSql(`
      create unlogged table staged_loan_request (
        delivery bigint not null,
        id uuid not null,
        participant text not null,
        key bigint,
        profile text,
        day date not null,
        scope text not null,
        outcome text not null,
        count integer not null,
        is_named boolean not null
      )`);
    this.addSql(`create index staged_loan_request_in_order on staged_loan_request (delivery, id)`);
    this.addSql(`
      comment on column staged_loan_request.is_named is 'It has an id of the requester''s system; else equal lines are counted together'`);
    this.addSql(`
      create table demand_rule (
        one boolean constraint demand_rule_pkey primary key default true constraint demand_rule_once check (one),
        buy_at integer not null constraint demand_rule_buy_at_counted check (buy_at >= 1),
        offer_at integer not null constraint demand_rule_offer_at_counted check (offer_at >= 1),
        per_copy integer not null constraint demand_rule_per_copy_counted check (per_copy >= 1)
      )`);
    this.addSql(`insert into demand_rule (buy_at, offer_at, per_copy) values (2, 1, 12)`);
    this.addSql(`
      alter table withdrawal_item add column filled integer not null default 0, add column unmet integer not null default 0`);
    this.addSql(`
      comment on column withdrawal_item.unmet is 'Requests of twelve months, in the province or nationally, that nobody filled'`);
  }
}
