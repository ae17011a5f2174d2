import { Migration } from '@mikro-orm/migrations';

/**
 * What holdings tells, as far as decisions about titles need it. Rows that are no more stay, with their version, so that
 * an older event cannot bring them back. A snapshot is laid ready in tables of its own until it is whole.
 */
export class TitlesHeard20261124T1900 extends Migration {
  override up(): void {
    const title = `
        id bigint not null,
        version bigint not null,
        title text not null,
        contributor text,
        year smallint,
        gone boolean not null`;
    this.addSql(`create table title (${title}, constraint title_pkey primary key (id))`);
    this.addSql(`
      create table title_key (
        key bigint not null,
        title bigint not null,
        merged boolean not null,
        constraint title_key_pkey primary key (key, title)
      )`);
    this.addSql(`comment on column title_key.merged is 'The key is the id of a title that was merged into this one'`);
    this.addSql(`create index title_key_of_title on title_key (title)`);
    const holding = `
        title bigint not null,
        participant text not null,
        copies int not null,
        extant int not null,
        on_order int not null,
        version bigint not null`;
    this.addSql(`create table holding (${holding}, constraint holding_pkey primary key (title, participant))`);
    this.addSql(`create table snapshot_title (${title}, keys bigint[] not null)`);
    this.addSql(`create table snapshot_holding (${holding})`);
  }
}
