import { Migration } from '@mikro-orm/migrations';

/**
 * Promises to keep. They are never deleted: what became of one is its state. The successor is not a reference, since a
 * file may tell of a commitment before the one that took its place.
 */
export class RetentionCommitments20261124T1910 extends Migration {
  override up(): void {
    this.addSql(`
      create table retention_commitment (
        id uuid constraint retention_commitment_pkey primary key,
        version integer not null,
        participant text not null constraint retention_commitment_participant_registered references participant,
        key bigint,
        identifier text,
        title text,
        profile text,
        valid_from date,
        until date,
        policy text not null,
        policy_uri text,
        condition text,
        extent text,
        note text,
        reviewed_on date,
        review_outcome text,
        state text not null constraint retention_commitment_state_known
          check (state in ('active', 'superseded', 'lost', 'damaged', 'missing', 'in-error')),
        since date,
        successor uuid,
        reason text,
        constraint retention_commitment_about_one_thing check ((key is null) <> (profile is null)),
        constraint retention_commitment_identified check ((key is null) = (identifier is null)),
        constraint retention_commitment_begins_before_it_ends check (until >= valid_from),
        constraint retention_commitment_dated check (state = 'active' or since is not null),
        constraint retention_commitment_superseded_by check (state <> 'superseded' or successor is not null))`);
    this.addSql(`create index retention_commitment_about_title on retention_commitment (key) where key is not null`);
    this.addSql(`create index retention_commitment_of_participant on retention_commitment (participant, id)`);
  }
}
