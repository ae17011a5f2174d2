import { Migration } from '@mikro-orm/migrations';

/**
 * Records as delivered, the titles they make, and what each participant has of a title. Millions of rows: every index
 * here is one that the import or a question cannot do without.
 */
export class RecordsAndTitles20261124T1520 extends Migration {
  override up(): void {
    // A source is never removed; checking that it is there would be a third of the cost of writing a record.
    // "raw" tells the bytes of the delivery that last changed the record, "digest" what was made of them. Both ride
    // along in the index, so that a re-import finds what is unchanged without touching the table.
    this.addSql(`
      create table record (
        source int not null,
        record_key bigint not null,
        participant int not null,
        copies int not null,
        extant int not null,
        on_order int not null,
        fullness int not null,
        title_id bigint not null,
        description_key bigint,
        digest bigint not null,
        raw bigint,
        local_id text not null,
        keys bigint[] not null,
        description text not null,
        details text,
        primary key (source, record_key) include (digest, raw)
      )`);
    this.addSql(`create index record_title on record (title_id)`);
    this.addSql(`create index record_description on record (description_key) where description_key is not null`);
    // "keys" are those that connect its records, smallest first; the first is its id.
    this.addSql(`
      create table title (
        id bigint primary key,
        described_by bigint not null,
        keys bigint[] not null
      )`);
    // A title's other keys; its smallest is found as its id.
    this.addSql(`create table title_alias (key bigint primary key, title_id bigint not null)`);
    this.addSql(`
      create table holding (
        participant int not null,
        title_id bigint not null,
        copies int not null,
        extant int not null,
        on_order int not null,
        primary key (participant, title_id)
      )`);
    this.addSql(`
      create table apply_version (
        one boolean primary key default true constraint one_version check (one),
        version bigint not null
      )`);
    this.addSql(`insert into apply_version (version) values (0)`);
  }
}
