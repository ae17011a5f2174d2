import { Migration } from '@mikro-orm/migrations';

/** The number under which a title counts in its statutory category, as the code has it on this day. */
const NUMBER = `
  -2000000000 - case when material <> 'book' then 4
    else (array[0, 1, 5, 2, 3, 6, 7, 8, 9])[
      case audience when 'youth' then 0 when 'adult' then 3 else 6 end
      + case form when 'fiction' then 1 when 'non-fiction' then 2 else 3 end] end`;

/**
 * Titles say whether they are fiction, and count in a statutory category besides their profiles. Where titles are
 * counted already, the day of this migration is the first of which the categories are known; what is fiction follows
 * from what their sources deliver next.
 */
export class StatutoryCategories20261127T1400 extends Migration {
  override up(): void {
    for (const table of ['title', 'pending_title']) {
      this.addSql(
        `alter table ${table} add column form text
           constraint ${table}_form_known check (form in ('fiction', 'non-fiction'))`,
      );
      this.addSql(`update ${table} set profiles = array_prepend((${NUMBER})::int, profiles) where not gone`);
    }
    this.addSql(
      `comment on column title.profiles is
         'Numbers that it counts under: below -1999999999 its statutory category, below 0 slices, then profiles of the plan of projection; 0: unclassified; {}: gone'`,
    );
    this.count();
    this.begin();
  }

  private count(): void {
    this.addSql(`
      insert into participant_statistics (profile, participant, titles, copies, extant, on_order)
      select t.profiles[1], h.participant, count(*) filter (where h.copies > 0), sum(h.copies), sum(h.extant), sum(h.on_order)
        from lasting_holding h join title t on t.id = h.title
       where not t.gone and (h.copies > 0 or h.on_order > 0)
       group by t.profiles[1], h.participant`);
    this.addSql(`
      insert into holders_histogram (profile, holders, titles)
      select t.profiles[1], n.holders, count(*)
        from (select title, count(*)::int as holders from lasting_holding where copies > 0 group by title) n
        join title t on t.id = n.title
       where not t.gone
       group by t.profiles[1], n.holders`);
  }

  private begin(): void {
    const today = `greatest((select counted_on from projection), (now() at time zone 'UTC')::date)`;
    this.addSql(`
      create temporary table category on commit drop as
      select -2000000000 - place as number, 'statutory ' || name as code
        from unnest(array['youth-fiction', 'youth-non-fiction', 'adult-fiction', 'adult-non-fiction', 'other', 'youth-unknown',
          'adult-unknown', 'unknown-fiction', 'unknown-non-fiction', 'unknown-unknown']) with ordinality as c (name, nth)
       cross join lateral (select (nth - 1)::int as place) p`);
    this.addSql(`
      insert into counted_profile (profile, since)
      select code, ${today} from category where exists (select from counted_profile where profile = '')`);
    this.addSql(`
      insert into statistics_by_day (profile, participant, day, titles, copies, extant, on_order)
      select c.code, s.participant, ${today}, s.titles, s.copies, s.extant, s.on_order
        from participant_statistics s join category c on c.number = s.profile
      union all
      select c.code, 0, ${today}, (select coalesce(sum(titles), 0) from holders_histogram h where h.profile = c.number),
             sum(s.copies), sum(s.extant), sum(s.on_order)
        from participant_statistics s join category c on c.number = s.profile group by c.code, c.number`);
    this.addSql(`
      update projection set counted_on = ${today}
       where exists (select from counted_profile where profile = '')`);
    this.addSql(`drop table category`);
  }
}
