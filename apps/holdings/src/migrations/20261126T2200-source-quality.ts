import { Migration } from '@mikro-orm/migrations';

/** What the records of a source were like after each run that changed them. Sources that are there are measured once. */
export class SourceQuality20261126T2200 extends Migration {
  override up(): void {
    this.addSql(`
      create table source_quality (
        run int primary key references run (number),
        source int not null references source (number),
        measured_at timestamptz not null,
        records int not null,
        figures jsonb not null
      )`);
    this.addSql(`create index source_quality_latest on source_quality (source, run desc)`);
  }
}
