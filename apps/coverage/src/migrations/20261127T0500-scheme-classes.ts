import { Migration } from '@mikro-orm/migrations';

/** The classes of classification schemes, as a plan owner brought them in: what a crosswalk can lead to. */
export class SchemeClasses20261127T0500 extends Migration {
  override up(): void {
    this.addSql(`
      create table scheme_class (
        scheme text not null,
        notation text not null,
        label text,
        constraint scheme_class_pkey primary key (scheme, notation)
      )`);
  }
}
