import { Migration } from '@mikro-orm/migrations';

/**
 * Titles by their words. An index on the records themselves would make a first import take nearly twice as long, so
 * titles are only noted when they change, and their entries are written when nobody waits for it.
 */
export class Search20261126T1755 extends Migration {
  override up(): void {
    // "words" has more than words: material, language and notations too, each as one term.
    this.addSql(`
      create table search_entry (
        title_id bigint primary key,
        title text not null,
        contributor text not null,
        year int,
        words tsvector not null
      )`);
    this.addSql(`create index search_entry_words on search_entry using gin (words)`);
    // What a mistyped word may have been meant to be. A word that no title has any more does no harm.
    this.addSql(`create table search_word (word text primary key)`);
    // Without an index: it is written by every run and read from its beginning.
    this.addSql(`create table search_due (title_id bigint not null)`);
    this.addSql(`insert into search_due (title_id) select id from title`);
  }
}
