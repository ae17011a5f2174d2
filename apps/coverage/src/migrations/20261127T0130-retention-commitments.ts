import { Migration } from '@mikro-orm/migrations';

/**
 * Promises to keep titles, and on which days each title is kept by as many participants as the plan asks. Days are kept
 * with the title, so that a new day needs no counting.
 */
export class RetentionCommitments20261127T0130 extends Migration {
  override up(): void {
    this.addSql(`
      create table retention_commitment (
        commitment uuid constraint retention_commitment_pkey primary key,
        version int not null,
        participant int not null,
        key bigint,
        profile text,
        valid_from date,
        valid_to date,
        state text not null,
        days daterange not null generated always as (
          case when state = 'active' and coalesce(valid_from <= valid_to, true)
               then daterange(coalesce(valid_from, '-infinity'), coalesce(valid_to + 1, 'infinity'))
               else 'empty'::daterange end) stored,
        constraint retention_commitment_about_one check (num_nonnulls(key, profile) = 1)
      )`);
    this.addSql(`comment on table retention_commitment is 'What participants promised to keep; the newest version'`);
    this.addSql(`comment on column retention_commitment.days is 'On which it binds; empty when it does not'`);
    this.addSql(
      `create index retention_commitment_key on retention_commitment (key) where key is not null and not isempty(days)`,
    );
    this.addSql(`
      create index retention_commitment_profile on retention_commitment (participant, profile)
       where profile is not null and not isempty(days)`);
    this.addSql(`alter table plan_profile add column retained int`);
    this.addSql(
      `comment on column plan_profile.retained is 'Participants that are to keep each title; null: not asked'`,
    );
    this.addSql(`
      create table retained_title (
        title bigint not null,
        profile int not null,
        days datemultirange not null,
        constraint retained_title_pkey primary key (title, profile)
      )`);
    this.addSql(
      `comment on table retained_title is 'Titles of a profile and the days on which enough participants keep them'`,
    );
    this.addSql(`
      create table retained_statistics (
        profile int not null,
        day date not null,
        titles bigint not null,
        constraint retained_statistics_pkey primary key (profile, day)
      )`);
    this.addSql(
      `comment on column retained_statistics.titles is 'How many more titles are kept enough from that day on; below zero: fewer'`,
    );
    // Commitments were told before anybody here listened: they are fetched anew.
    this.addSql(`update checkpoint set bootstrap = true where source = 'agreements'`);
  }
}
