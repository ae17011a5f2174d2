import { Migration } from '@mikro-orm/migrations';

/**
 * The life of an agreement: the days on which somebody looks at it, who goes on with it, and every version of it. One that
 * was handed over has the plan and line of its predecessor, so that only the first of them is unique.
 */
export class AgreementLife20261124T1900 extends Migration {
  override up(): void {
    this.addSql(`alter table agreement drop constraint agreement_made_once`);
    this.addSql(`
      alter table agreement
        add column predecessor uuid constraint agreement_predecessor_known references agreement,
        add column review_on date,
        add column notice_by date`);
    this.addSql(`create unique index agreement_made_once on agreement (plan, line) where predecessor is null`);
    this.addSql(`create index agreement_ending on agreement (valid_to)`);
    this.addSql(`
      create table agreement_version (
        agreement uuid constraint agreement_version_of_agreement references agreement on delete cascade,
        version integer,
        because text,
        made_at timestamptz,
        made_by text,
        said jsonb not null,
        constraint agreement_version_pkey primary key (agreement, version))`);
    this.addSql(`
      insert into agreement_version (agreement, version, because, said)
      select id, version, ended_because, jsonb_strip_nulls(jsonb_build_object(
               'agreement', id, 'version', version, 'participant', participant,
               'profile', profile, 'activity', activity, 'level', level, 'currentLevel', current_level,
               'goalLevel', goal_level, 'languageCoverage', language_coverage, 'from', valid_from, 'to', valid_to,
               'titles', titles, 'copies', copies, 'retainUntil', retain_until, 'plan', plan))
        from agreement`);
  }
}
