import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlannedBy, PlannedTitle } from '../model/facts.ts';
import { arrayOf } from './array.ts';
import type { Subjects } from './subjects.ts';

interface PlannedRow extends Omit<PlannedBy, 'source'> {
  source: 'plan' | 'agreement';
  subject: string;
  name: string | null;
}

/** Which of these titles are planned, with who plans, holds and ordered them. */
export async function plannedTitles(em: EntityManager, subjects: Subjects): Promise<PlannedTitle[]> {
  if (subjects.length === 0) return [];
  const planned = await em.execute<PlannedRow[]>(
    `with subject as (${subjects === 'all' ? `select distinct title_meant_by(key) as id from planned_title` : `select unnest(?::bigint[]) as id`}),
     name as (
       select id, id as key from subject
       union select s.id, unnest(t.keys) from subject s join title t on t.id = s.id)
     select n.id::text as subject, t.title as name, i.isil as participant, p.profile, p.source, p.id::text, p.identifier,
            p.valid_to::text as "to"
       from name n join planned_title p on p.key = n.key and title_meant_by(p.key) = n.id
       join participant i on i.number = p.participant
       left join title t on t.id = n.id and not t.gone
      order by n.id, i.isil, p.id, p.key, p.profile`,
    subjects === 'all' ? [] : [arrayOf(subjects)],
  );
  const bySubject = Map.groupBy(planned, ({ subject }) => subject);
  const having = await holdersOf(em, [...bySubject.keys()]);
  return [...bySubject].map(([subject, rows]) => {
    const holders = having.get(subject) ?? [];
    return {
      subject,
      title: rows[0]?.name ?? null,
      plannedBy: rows.map(({ participant, profile, source, id, identifier, to }) => ({
        participant,
        profile,
        source,
        id,
        identifier,
        to,
      })),
      heldBy: holders.filter(({ held }) => held).map(({ isil }) => isil),
      onOrderBy: holders.filter(({ ordered }) => ordered).map(({ isil }) => isil),
    };
  });
}

async function holdersOf(em: EntityManager, subjects: readonly string[]) {
  const rows = await em.execute<{ subject: string; isil: string; held: boolean; ordered: boolean }[]>(
    `select h.title::text as subject, p.isil, bool_or(h.copies > 0) as held, bool_or(h.on_order > 0) as ordered
       from holding h join title t on t.id = h.title and not t.gone
       join lasting l using (participant) join participant p on p.number = l.survivor
      where h.title = any(?::bigint[]) and (h.copies > 0 or h.on_order > 0)
      group by h.title, p.isil
      order by h.title, p.isil`,
    [arrayOf(subjects)],
  );
  return Map.groupBy(rows, ({ subject }) => subject);
}
