import { Migration } from '@mikro-orm/migrations';

/** Who is signed in. What is kept is of no use to somebody who only has the table: ids are hashed, tokens sealed. */
export class Sessions20261124T1530 extends Migration {
  override up(): void {
    this.addSql(`
      create table session (
        id text constraint session_pkey primary key,
        user_id text not null,
        tokens text not null,
        token_until timestamptz not null,
        created_at timestamptz not null default now(),
        used_at timestamptz not null default now(),
        ends_at timestamptz not null,
        constraint session_ends_after_it_begins check (ends_at > created_at))`);
    this.addSql(`comment on column session.id is 'sha256 of what the cookie holds'`);
    this.addSql(`comment on column session.tokens is 'sealed with SESSION_SECRET'`);
    this.addSql(`create index session_ends_at on session (ends_at)`);
  }
}
