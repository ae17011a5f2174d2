import { Migration } from '@mikro-orm/migrations';

/** Whose holdings are kept, and the sources they come from. Participants are those that agreements tells of. */
export class ParticipantsAndSources20261124T1500 extends Migration {
  override up(): void {
    this.addSql(`
      create table participant (
        number int generated always as identity primary key,
        isil text not null constraint one_participant_per_isil unique,
        version int not null,
        name text not null
      )`);
    this.addSql(`
      create table source (
        number int generated always as identity primary key,
        participant int not null references participant,
        name text not null,
        mapping jsonb,
        constraint one_source_per_name unique (participant, name)
      )`);
  }
}
