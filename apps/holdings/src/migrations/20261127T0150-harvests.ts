import { Migration } from '@mikro-orm/migrations';

/**
 * Sources that are fetched from a repository (OAI-PMH): what was asked for, each harvest with its place in the list, what
 * it fetched until then, and which record of the source each identifier of the repository stands for.
 */
export class Harvests20261127T0150 extends Migration {
  override up(): void {
    this.addSql(`
      create table harvest_setting (
        source int primary key references source (number),
        url text not null,
        prefix text not null,
        set_name text,
        every_hours int not null check (every_hours between 1 and 8760),
        enabled boolean not null,
        next_at timestamptz not null,
        changed_at timestamptz not null,
        changed_by text not null
      )`);
    this.addSql(`
      create table harvest (
        number int generated always as identity primary key,
        source int not null references source (number),
        asked text not null check (asked in ('changes', 'all')),
        asked_by text,
        url text not null,
        prefix text not null,
        set_name text,
        mapping jsonb,
        state text not null check (state in ('fetching', 'delivered', 'unchanged', 'failed', 'cancelled')),
        mode text check (mode in ('full', 'delta')),
        base int references harvest (number),
        from_date text,
        answered_at timestamptz,
        full_at timestamptz,
        token text,
        pages int not null default 0,
        restarts int not null default 0,
        attempts int not null default 0,
        next_try_at timestamptz not null,
        trouble text,
        records int not null default 0,
        deleted int not null default 0,
        started_at timestamptz not null,
        finished_at timestamptz,
        failure text,
        reason text,
        run uuid,
        latest_run int,
        holder uuid,
        held_until timestamptz
      )`);
    this.addSql(`create unique index one_harvest_at_a_time on harvest (source) where state = 'fetching'`);
    this.addSql(`create index harvest_newest on harvest (source, number desc)`);
    this.addSql(`
      create table fetched_record (
        harvest int not null references harvest (number),
        identifier text not null,
        deleted boolean not null,
        local_id text,
        content text,
        primary key (harvest, identifier)
      )`);
    this.addSql(`
      create table harvested_record (
        source int not null references source (number),
        identifier text not null,
        local_id text not null,
        primary key (source, identifier)
      )`);
    this.addSql(`create index harvested_record_local on harvested_record (source, local_id)`);
    // Numbers that a run removes besides what its file says.
    this.addSql(`
      create table run_removal (
        run uuid not null references run (id),
        local_id text not null,
        primary key (run, local_id)
      )`);
  }
}
