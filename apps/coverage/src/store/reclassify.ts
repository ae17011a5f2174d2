import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Counted, Counting } from '../model/counted.ts';
import { arrayOf } from './array.ts';

const PAGE = 20_000;
const FACETS = 'material, language, audience, form, classifications';
const SAME_FACETS = `(t.material, t.language, t.audience, t.classifications) = (d.material, d.language, d.audience, d.classifications)
          and t.form is not distinct from d.form`;

/**
 * Finds what every title counts under anew, also of those that wait for their run. Titles that a plan cannot tell apart
 * are looked at once: there are far fewer combinations of facets than titles. Those on reference lists are looked up by
 * their keys, and are far fewer too.
 */
export async function reclassify(em: EntityManager, counting: Counting): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  await em.execute(
    `create temporary table combination on commit drop as
     select row_number() over () as place, ${FACETS}
       from (select ${FACETS} from title where not gone union select ${FACETS} from pending_title where not gone) c`,
  );
  await em.execute(`create temporary table classified (place bigint, profiles int[]) on commit drop`);
  await classify(em, counting);
  await em.execute(`create temporary table listed_key (key bigint, number int) on commit drop`);
  await copyInto(em, 'listed_key', ['key', 'number'], listedKeys(counting));
  await em.execute('analyze combination, classified, listed_key');
  for (const table of ['title', 'pending_title']) {
    await em.execute(
      `create temporary table listed on commit drop as
       select t.ctid as place, array_agg(distinct k.number order by k.number desc) as numbers
         from ${table} t cross join lateral unnest(t.keys) as key join listed_key k using (key)
        where not t.gone group by t.ctid`,
    );
    await em.execute(`analyze listed`);
    // What a row is moved by changes its place: those that are looked for by place come last.
    await em.execute(
      `update ${table} t set profiles = d.profiles
         from (select ${FACETS}, profiles from combination join classified using (place)) d
        where ${SAME_FACETS} and not t.gone and t.profiles <> d.profiles
          and not exists (select from listed l where l.place = t.ctid)`,
    );
    await em.execute(
      `update ${table} t set profiles = d.profiles || l.numbers
         from listed l, (select ${FACETS}, profiles from combination join classified using (place)) d
        where t.ctid = l.place and ${SAME_FACETS} and t.profiles <> d.profiles || l.numbers`,
    );
    await em.execute(`drop table listed`);
  }
}

async function classify(em: EntityManager, { byDescription }: Counting): Promise<void> {
  for (let after = 0; ; after += PAGE) {
    const rows = await em.execute<(Counted & { place: string })[]>(
      `select place::text, ${FACETS} from combination where place > ? and place <= ?`,
      [after, after + PAGE],
    );
    if (rows.length === 0) return;
    await copyInto(
      em,
      'classified',
      ['place', 'profiles'],
      rows.map((row) => [row.place, arrayOf(byDescription(row))]),
    );
  }
}

function* listedKeys({ listed }: Counting) {
  for (const [key, numbers] of listed) for (const number of numbers) yield [key, number] as const;
}
