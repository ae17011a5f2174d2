import { Migration } from '@mikro-orm/migrations';

/**
 * Under whom counts what a participant holds: itself, whoever it merged into, or nobody since it closed. Kept with the
 * participant, so that counting needs no day.
 */
export class LastingParticipants20261126T1400 extends Migration {
  override up(): void {
    this.addSql(`alter table participant add column survivor int, add column counts boolean not null default true`);
    this.addSql(`comment on column participant.survivor is 'number of who goes on for it; null: it does itself'`);
    this.addSql(`comment on column participant.counts is 'false: closed, so that nobody can count on what it had'`);
    this.addSql(`
      create view lasting as
        select number as participant, coalesce(survivor, number) as survivor from participant where counts`);
    // Whoever is alone under its number needs no adding up, and that is nearly everyone.
    this.addSql(`
      create view lasting_holding as
        with shared as (select survivor from lasting group by survivor having count(*) > 1)
        select h.title, l.survivor as participant, h.copies::bigint as copies, h.extant::bigint as extant,
               h.on_order::bigint as on_order
          from holding h join lasting l using (participant)
         where l.survivor not in (select survivor from shared)
        union all
        select h.title, l.survivor, sum(h.copies), sum(h.extant), sum(h.on_order)
          from holding h join lasting l using (participant)
         where l.survivor in (select survivor from shared)
         group by h.title, l.survivor`);
    this.addSql(`comment on view lasting_holding is 'What is held, under who goes on for its holder'`);
    // Nobody counted under another before.
    this.addSql(`update projection set assessed_on = null`);
  }
}
