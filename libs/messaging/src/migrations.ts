import { Migration } from '@mikro-orm/migrations';

/**
 * What event delivery keeps in a service's own database.
 *
 * `outbox` is a log, ordered by (txid, position): positions are taken before the commit, so that the position alone
 * does not tell what was committed after what. The relay stamps `sequence`, gapless, once the order is final.
 */
class MessagingTables extends Migration {
  override up(): void {
    this.addSql(`
      create table outbox (
        position bigint generated always as identity,
        txid xid8 not null default pg_current_xact_id(),
        sequence bigint,
        id uuid not null,
        type text not null,
        subject text not null,
        time timestamptz not null default now(),
        traceparent text,
        data text not null,
        primary key (position)
      ) partition by range (position)`);
    this.addSql(`create index outbox_unstamped on outbox (txid, position) where sequence is null`);
    this.addSql(`create index outbox_sequence on outbox (sequence)`);
    this.addSql(`
      create table relay (
        one boolean primary key default true constraint one_relay check (one),
        epoch uuid not null default gen_random_uuid(),
        sequence bigint not null default 0,
        published bigint not null default 0
      )`);
    this.addSql(`insert into relay default values`);
    this.addSql(`
      create table hearer_progress (
        hearer text primary key,
        epoch uuid not null,
        sequence bigint not null,
        at timestamptz not null default now()
      )`);
    this.addSql(`
      create table checkpoint (
        source text primary key,
        epoch uuid,
        sequence bigint not null default 0,
        bootstrap boolean not null default false,
        at timestamptz not null default now()
      )`);
    this.addSql(`
      create table attempt (
        source text not null,
        sequence bigint not null,
        tries int not null default 0,
        crashes int not null default 0,
        running boolean not null,
        at timestamptz not null default now(),
        primary key (source, sequence)
      )`);
    this.addSql(`
      create table parked (
        id uuid primary key default gen_random_uuid(),
        source text not null,
        sequence bigint,
        event text not null,
        type text not null,
        subject text not null,
        time text not null,
        traceparent text,
        data text not null,
        code text not null,
        reason text not null,
        tries int not null,
        parked_at timestamptz not null default now()
      )`);
    this.addSql(`create index parked_newest on parked (parked_at desc, id desc)`);
    this.addSql(`
      create table lease (
        name text primary key,
        holder uuid not null,
        term bigint not null default 1,
        until timestamptz not null
      )`);
  }
}

/**
 * Numbers rows of the outbox as a function: the server plans its statements once per connection, which for a table of many
 * partitions costs more than running them. It tells how many it numbered, the last number, and whether rows are left.
 *
 * Rows may be numbered below the oldest transaction of this database that is running. What runs in other databases of the
 * server writes nothing here, however long it takes. Of a transaction that ended meanwhile nobody can tell where it ran:
 * then it was here.
 *
 * The number need not reach the disk. Only what was committed, and so is on the disk, is numbered, and numbering it again
 * gives the same: what is lost with a crash comes back with the next numbering.
 */
class OutboxNumbering extends Migration {
  override up(): void {
    this.addSql(`
      create function outbox_oldest_running() returns xid8 language sql stable return (
        with now as materialized (select pg_current_snapshot() as snapshot)
        select coalesce(
          (select min(running) from pg_snapshot_xip(snapshot) as running
            where not exists (
              select from pg_stat_get_activity(null) as elsewhere
               where elsewhere.backend_xid = running::xid
                 and elsewhere.datid <> (select oid from pg_database where datname = current_database()))),
          pg_snapshot_xmax(snapshot))
        from now)`);
    this.addSql(`
      create function number_outbox(most int, out numbered int, out head bigint, out remaining boolean)
      language plpgsql
      -- Planned when there is nothing yet, and kept: each row is to be found by its key whatever there is later.
      set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      as $body$
      declare
        oldest xid8;
      begin
        perform set_config('synchronous_commit', 'off', true);
        -- The lock first and in a statement of its own: the next statement must see what the last holder did.
        perform from relay for update;
        oldest := outbox_oldest_running();
        with due as (
          select position, row_number() over (order by txid, position) as n
            from (select txid, position from outbox
                   where sequence is null and txid < oldest
                   order by txid, position limit most) next),
        done as (
          update outbox set sequence = relay.sequence + due.n
            from due, relay where outbox.position = due.position
          returning 1)
        select count(*) into numbered from done;
        update relay set sequence = sequence + numbered where numbered > 0;
        select sequence into head from relay;
        remaining := exists (select from outbox where sequence is null);
      end $body$`);
  }
}

/** Come first in each service's list of migrations. */
export const messagingMigrations = [MessagingTables, OutboxNumbering] as const;
