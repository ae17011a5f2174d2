import { Migration } from '@mikro-orm/migrations';

/** What coverage tells: the adopted collection plans with their profiles, and what it thinks of submitted plans. */
export class HeardFromCoverage20261124T1530 extends Migration {
  override up(): void {
    this.addSql(`
      create table collection_plan (
        code text constraint collection_plan_pkey primary key,
        version integer not null,
        title text not null,
        valid_from date not null,
        valid_to date not null,
        profiles jsonb not null)`);
    // No reference to acquisition_plan: what is heard is kept, whatever is known here by then.
    this.addSql(`
      create table assessment (
        plan uuid constraint assessment_pkey primary key,
        version integer not null,
        sequence bigint not null,
        flags jsonb not null)`);
  }
}
