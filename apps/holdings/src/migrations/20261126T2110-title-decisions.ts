import { Migration } from '@mikro-orm/migrations';

/**
 * What people decided about titles: that several are one, or that records are a title of their own. Kept apart from the
 * records, so that it outlives every load, and kept when it is taken back.
 */
export class TitleDecisions20261126T2110 extends Migration {
  override up(): void {
    // "titles" are those that it was decided about, by the names they had; "subjects" what people saw of them.
    this.addSql(`
      create table title_decision (
        number int generated always as identity primary key,
        id uuid not null constraint one_decision_per_id unique,
        kind text not null check (kind in ('same', 'apart')),
        titles bigint[] not null,
        subjects jsonb not null,
        reason text not null,
        made_by text not null,
        made_by_name text not null,
        made_for text,
        made_at timestamptz not null,
        taken_back_by text,
        taken_back_by_name text,
        taken_back_at timestamptz,
        taken_back_reason text,
        constraint taken_back_whole check ((taken_back_at is null) = (taken_back_by is null))
      )`);
    // The keys that a decision is about: names of titles for "same", the records' own for "apart".
    this.addSql(`
      create table decided_key (
        key bigint not null,
        decision int not null references title_decision (number),
        primary key (key, decision)
      )`);
    // Null in all but the records that a decision sets apart: the keys they were delivered with, their description last.
    this.addSql(`alter table record add column set_aside bigint[]`);
  }
}
