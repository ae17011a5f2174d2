import type { Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanVersion } from '../model/collection-plan.ts';
import type { LeavingTitle } from '../model/facts.ts';
import { arrayOf } from './array.ts';
import type { Subjects } from './subjects.ts';

interface Row {
  readonly subject: string;
  readonly title: string;
  readonly profiles: readonly number[];
  readonly holders: readonly { readonly participant: Isil; readonly extant: number; readonly leaving: number }[];
}

/** Titles of which somebody disposes of copies, with who has how many extant ones, under who goes on for each holder. */
export async function leavingTitles(
  em: EntityManager,
  { profiles: all }: PlanVersion,
  subjects: Subjects,
): Promise<LeavingTitle[]> {
  if (subjects.length === 0) return [];
  const rows = await em.execute<Row[]>(
    `with subject as (${
      subjects === 'all'
        ? `select distinct title_meant_by(key) as id from withdrawal_item where state = 'free'`
        : `select unnest(?::bigint[]) as id`
    }),
     name as (
       select id, id as key from subject
       union select s.id, unnest(t.keys) from subject s join title t on t.id = s.id),
     leaving as (
       select n.id as subject, l.survivor as holder, sum(w.copies) as copies
         from name n join withdrawal_item w on w.key = n.key and w.state = 'free' and title_meant_by(w.key) = n.id
         join lasting l using (participant)
        group by n.id, l.survivor),
     there as (
       select h.title as subject, l.survivor as holder, sum(h.extant) as extant
         from holding h join lasting l using (participant)
        where h.extant > 0 and h.title in (select subject from leaving)
        group by h.title, l.survivor)
     select t.id::text as subject, t.title, t.profiles,
            json_agg(json_build_object('participant', i.isil, 'extant', coalesce(h.extant, 0), 'leaving', coalesce(g.copies, 0))
                     order by i.isil) as holders
       from leaving g full join there h using (subject, holder)
       join title t on t.id = subject and not t.gone join participant i on i.number = holder
      group by t.id
      order by t.id`,
    subjects === 'all' ? [] : [arrayOf(subjects)],
  );
  return rows.map(({ subject, title, profiles, holders }) => ({
    subject,
    title,
    profiles: profiles.toSorted((one, other) => one - other).flatMap((number) => all[number - 1]?.code ?? []),
    holders,
  }));
}
