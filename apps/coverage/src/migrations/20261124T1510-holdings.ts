import { Migration } from '@mikro-orm/migrations';

/**
 * What holdings tells, as it is now. Rows that are no more stay, with their version, so that an older event cannot bring
 * them back. What a run changes waits in the pending tables until the run is finished, so that nobody sees half of it.
 */
export class Holdings20261124T1510 extends Migration {
  override up(): void {
    this.addSql(`
      create table participant (
        number int generated always as identity constraint participant_number unique,
        isil text constraint participant_pkey primary key,
        version int not null default 0,
        name text,
        kind text,
        valid_from date,
        valid_to date,
        successor text,
        data_as_of date
      )`);
    this.addSql(`comment on column participant.version is '0 as long as agreements has not told of it'`);
    const facets = `
        version bigint not null,
        keys bigint[] not null,
        title text not null,
        contributor text,
        year smallint,
        material text not null,
        language text not null,
        audience text not null,
        classifications jsonb not null,
        gone boolean not null,
        profiles int[] not null`;
    this.addSql(`create table title (id bigint constraint title_pkey primary key, ${facets})`);
    this.addSql(`comment on column title.profiles is 'Numbers in the plan of projection; {0}: unclassified; {}: gone'`);
    this.addSql(`
      create table title_alias (
        key bigint not null,
        title bigint not null,
        constraint title_alias_pkey primary key (key, title)
      )`);
    const numbers = `
        participant int not null,
        title bigint not null,
        copies int not null,
        extant int not null,
        on_order int not null,
        version bigint not null`;
    this.addSql(`create table holding (${numbers}, constraint holding_pkey primary key (title, participant))`);
    this.addSql(`
      create table run (
        run uuid constraint run_pkey primary key,
        number int generated always as identity constraint run_number unique,
        participant int not null,
        source text not null,
        expected int not null,
        finished boolean not null default false,
        as_of date,
        begun_at timestamptz not null default now()
      )`);
    this.addSql(`create index run_open on run (participant) where not finished`);
    this.addSql(`create table pending_title (run int not null, id bigint not null, ${facets})`);
    this.addSql(`create index pending_title_run on pending_title (run)`);
    this.addSql(`create table pending_holding (run int not null, ${numbers})`);
    this.addSql(`create index pending_holding_run on pending_holding (run)`);
  }
}
