import { Migration } from '@mikro-orm/migrations';

/** The crosswalks of the adopted plans: with them a title is found in the same profiles here as in coverage. */
export class Crosswalks20261127T0500 extends Migration {
  override up(): void {
    this.addSql(`alter table collection_plan add column crosswalks jsonb not null default '[]'`);
  }
}
