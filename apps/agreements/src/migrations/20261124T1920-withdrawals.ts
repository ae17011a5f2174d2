import { Migration } from '@mikro-orm/migrations';

/**
 * What participants want to dispose of, and what was decided about it. `decided_title` has a row for each title that was
 * ever decided about: whoever decides locks it first, so that decisions about a title come one after the other.
 */
export class Withdrawals20261124T1920 extends Migration {
  override up(): void {
    this.addSql(`create table decided_title (title bigint constraint decided_title_pkey primary key)`);
    this.addSql(`
      create table copies_to_keep (
        one boolean constraint copies_to_keep_pkey primary key default true constraint copies_to_keep_once check (one),
        copies integer not null constraint copies_to_keep_counted check (copies >= 1)
      )`);
    this.addSql(`insert into copies_to_keep (copies) values (1)`);
    this.addSql(`
      create table withdrawal (
        id uuid constraint withdrawal_pkey primary key,
        participant text not null constraint withdrawal_participant_registered references participant,
        name text not null,
        proposed_on date not null,
        accept_by date not null
      )`);
    this.addSql(`create index withdrawal_newest on withdrawal (participant, proposed_on desc, id desc)`);
    this.addSql(`
      create table withdrawal_item (
        id uuid constraint withdrawal_item_pkey primary key,
        version integer not null,
        withdrawal uuid not null constraint withdrawal_item_of_withdrawal references withdrawal,
        position integer not null,
        participant text not null,
        identifier text not null,
        key bigint not null,
        title bigint,
        copies integer not null constraint withdrawal_item_counted check (copies >= 1),
        advice text not null constraint withdrawal_item_advice_known check (advice in ('keep', 'offer', 'free')),
        reason text not null,
        state text not null constraint withdrawal_item_state_known
          check (state in ('kept', 'offered', 'accepted', 'free', 'gone', 'called-off')),
        leaves integer not null,
        remaining integer not null,
        minimum integer not null,
        offered_to text[] not null,
        accept_by date not null,
        accepted_by text,
        overridden_because text,
        constraint withdrawal_item_once unique (withdrawal, position),
        constraint withdrawal_item_accepted_by check ((state = 'accepted') <= (accepted_by is not null))
      )`);
    this.addSql(`
      create index withdrawal_item_leaving on withdrawal_item (title, participant) where state in ('offered', 'free')`);
    this.addSql(`create index withdrawal_item_on_offer on withdrawal_item (accept_by, id) where state = 'offered'`);
  }
}
