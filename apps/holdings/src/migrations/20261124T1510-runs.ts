import { Migration } from '@mikro-orm/migrations';

/** Import runs. One instance of the service works on a run at a time: who holds the lease. */
export class Runs20261124T1510 extends Migration {
  override up(): void {
    this.addSql(`
      create table run (
        number int generated always as identity,
        id uuid primary key,
        participant int not null references participant,
        source int not null references source,
        mode text not null check (mode in ('full', 'delta')),
        filename text,
        format text,
        header bytea,
        state text not null check (state in ('received', 'reading', 'held', 'applying', 'done', 'failed', 'cancelled')),
        sha256 text not null,
        bytes bigint not null,
        bytes_read bigint not null default 0,
        records int not null default 0,
        rejected int not null default 0,
        added int not null default 0,
        changed int not null default 0,
        removed int not null default 0,
        unchanged int not null default 0,
        applied int not null default 0,
        as_of date not null,
        received_at timestamptz not null,
        finished_at timestamptz,
        reason text,
        held_removes int,
        held_of int,
        confirmed boolean not null default false,
        told boolean not null default false,
        holder uuid,
        held_until timestamptz,
        attempts int not null default 0
      )`);
    this.addSql(`create unique index run_number on run (number)`);
    this.addSql(`create index run_unfinished on run (participant, number) where finished_at is null`);
    this.addSql(`create index run_newest on run (participant, received_at desc, id)`);
    // Accepted records with something doubtful in them are remarked on here too: 'warning'.
    this.addSql(`
      create table reject (
        run uuid not null references run,
        number int not null,
        severity text not null check (severity in ('rejected', 'warning')),
        place bigint not null,
        line int,
        local_id text,
        code text not null,
        message text not null,
        hint text not null,
        original bytea,
        primary key (run, number, severity)
      )`);
  }
}
