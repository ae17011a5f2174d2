import { Migration } from '@mikro-orm/migrations';

/** Every version of what a source said of its fields. The one in force is in "source" too, where imports read it. */
export class SourceMappings20261124T1930 extends Migration {
  override up(): void {
    this.addSql(`
      create table source_mapping (
        source int not null references source,
        version int not null,
        mapping jsonb not null,
        made_at timestamptz not null,
        made_by text not null,
        primary key (source, version)
      )`);
  }
}
