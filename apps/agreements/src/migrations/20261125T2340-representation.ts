import { Migration } from '@mikro-orm/migrations';

/** Which support organisation acts for which library, and from when to when; one that never began ends the day before. */
export class Representation20261125T2340 extends Migration {
  override up(): void {
    this.addSql(`
      create table representation (
        id uuid constraint representation_pkey primary key,
        participant text not null constraint representation_of_participant references participant,
        representative text not null constraint representation_by_participant references participant,
        version integer not null,
        valid_from date not null,
        valid_to date,
        constraint representation_by_another check (representative <> participant),
        constraint representation_begins_before_it_ends check (valid_to >= valid_from - 1))`);
    this.addSql(`create index representation_from on representation (participant, valid_from)`);
    this.addSql(`create index representation_by_representative on representation (representative)`);
    this.addSql(`create index participant_by_successor on participant (successor) where successor is not null`);
  }
}
