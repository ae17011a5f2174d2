import { Migration } from '@mikro-orm/migrations';

/**
 * What event delivery keeps in a service's own database. Comes first in each service's list of migrations.
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

export const messagingTables = MessagingTables;
