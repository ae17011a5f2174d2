import { Migration } from '@mikro-orm/migrations';

/**
 * Who held what before. What is held now says since which change it is so; what was held before says until which. Of a
 * record it is kept which titles it was in until which change: it went along with others, or was gone itself, removed or
 * by another identity. What was there when this began has been since change 0.
 */
export class HoldingHistory20261127T0045 extends Migration {
  override up(): void {
    this.addSql(`
      create table applied_change (version bigint primary key, at timestamptz not null);
      create index applied_change_at on applied_change (at);
      insert into applied_change (version, at) select version, clock_timestamp() from apply_version where version > 0`);
    this.addSql(`alter table holding add column since bigint not null default 0`);
    this.addSql(`alter table holding alter column since drop default`);
    this.addSql(`
      create table past_holding (
        title_id bigint not null, participant int not null, since bigint not null, until bigint not null,
        copies int not null, extant int not null, on_order int not null,
        primary key (title_id, participant, until),
        constraint lasted check (since < until)
      )`);
    this.addSql(`
      create table past_record (
        source int not null, record_key bigint not null, title_id bigint not null, until bigint not null,
        gone boolean not null, primary key (source, record_key, until)
      )`);
    this.addSql(`create index past_record_gone on past_record (title_id) where gone`);
  }
}
