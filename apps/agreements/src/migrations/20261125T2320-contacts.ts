import { Migration } from '@mikro-orm/migrations';

/** Whom to ask at a participant, and what each knows about: found by profile as often as by participant. */
export class Contacts20261125T2320 extends Migration {
  override up(): void {
    this.addSql(`
      create table contact (
        id uuid constraint contact_pkey primary key,
        participant text not null constraint contact_of_participant references participant,
        version integer not null,
        name text not null,
        position text,
        email text not null,
        phone text,
        expertise jsonb not null)`);
    this.addSql(`create index contact_by_participant on contact (participant)`);
    this.addSql(`create index contact_by_profile on contact using gin (expertise jsonb_path_ops)`);
  }
}
