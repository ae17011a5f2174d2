import { Migration } from '@mikro-orm/migrations';

/**
 * What counted on each day, and what came and went. A day without a row is as the one before. Where titles are counted
 * already, the day of this migration is the first that is known.
 */
export class StatisticsByDay20261127T0500 extends Migration {
  override up(): void {
    this.addSql(`
      create table statistics_by_day (
        profile text not null,
        participant int not null,
        day date not null,
        titles bigint not null,
        copies bigint not null,
        extant bigint not null,
        on_order bigint not null,
        added_titles bigint not null default 0,
        withdrawn_titles bigint not null default 0,
        added_copies bigint not null default 0,
        withdrawn_copies bigint not null default 0,
        constraint statistics_by_day_pkey primary key (profile, participant, day)
      ) with (fillfactor = 70)`);
    this.addSql(`comment on table statistics_by_day is 'As it was at the end of the day'`);
    this.addSql(`comment on column statistics_by_day.profile is 'Its code; empty for what no profile covers'`);
    this.addSql(`comment on column statistics_by_day.participant is 'Zero: the network, where a title counts once'`);
    this.addSql(`
      create table counted_profile (
        profile text not null,
        since date not null,
        until date,
        constraint counted_profile_pkey primary key (profile, since)
      )`);
    this.addSql(`comment on table counted_profile is 'From when to when a plan in force had the profile'`);
    this.addSql(`alter table participant add column counted_since date`);
    this.addSql(`comment on column participant.counted_since is 'The day of its first delivery'`);
    this.addSql(`alter table projection add column counted_on date`);
    this.addSql(`comment on column projection.counted_on is 'The newest day that something counted on'`);
    this.addSql(`
      create table regrouping (
        cause uuid not null,
        one bigint not null,
        other bigint not null,
        day date not null,
        constraint regrouping_pkey primary key (cause, one, other)
      )`);
    this.addSql(`comment on table regrouping is 'Titles that one run or decision made one, or several, of'`);
    this.begin();
  }

  private begin(): void {
    const today = `(now() at time zone 'UTC')::date`;
    this.addSql(`
      insert into counted_profile (profile, since)
      select '', ${today} where exists (select from participant_statistics)
      union all
      select n.code, ${today} from plan_profile n join projection p on p.plan = n.plan and p.plan_version = n.version`);
    this.addSql(`
      update participant set counted_since = ${today}
       where number in (select participant from participant_statistics)`);
    this.addSql(`update projection set counted_on = ${today} where exists (select from counted_profile)`);
    this.addSql(`
      with codes as (
        select n.number, n.code from plan_profile n join projection p on p.plan = n.plan and p.plan_version = n.version
        union all select 0, '')
      insert into statistics_by_day (profile, participant, day, titles, copies, extant, on_order)
      select c.code, s.participant, ${today}, s.titles, s.copies, s.extant, s.on_order
        from participant_statistics s join codes c on c.number = s.profile
      union all
      select c.code, 0, ${today}, (select coalesce(sum(titles), 0) from holders_histogram h where h.profile = c.number),
             sum(s.copies), sum(s.extant), sum(s.on_order)
        from participant_statistics s join codes c on c.number = s.profile group by c.code, c.number`);
  }
}
