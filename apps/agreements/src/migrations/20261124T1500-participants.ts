import { Migration } from '@mikro-orm/migrations';

/** Who takes part, and from when to when. A merged participant points to the one whose ISIL survives. */
export class Participants20261124T1500 extends Migration {
  override up(): void {
    this.addSql(`
      create table participant (
        isil text constraint participant_pkey primary key,
        version integer not null,
        name text not null,
        kind text not null constraint participant_kind_known
          check (kind in ('library', 'support-organisation', 'national-library', 'partner')),
        valid_from date not null,
        valid_to date,
        successor text constraint participant_successor_registered references participant,
        constraint participant_begins_before_it_ends check (valid_to >= valid_from),
        constraint participant_merged_has_ended check (successor is null or valid_to is not null),
        constraint participant_merges_into_another check (successor <> isil))`);
  }
}
