import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Counted } from '../model/statutory-category.ts';
import { arrayOf } from './array.ts';
import type { TitleNumbers } from './plan-in-force.ts';

const PAGE = 20_000;
const FACETS = 'material, language, audience, form, classifications';

/**
 * Finds what every title counts under anew, also of those that wait for their run. Titles that a plan cannot tell apart
 * are looked at once: there are far fewer combinations of facets than titles.
 */
export async function reclassify(em: EntityManager, numbersOf: TitleNumbers): Promise<void> {
  await em.execute(`set local work_mem = '256MB'`);
  await em.execute(
    `create temporary table combination on commit drop as
     select row_number() over () as place, ${FACETS}
       from (select ${FACETS} from title where not gone union select ${FACETS} from pending_title where not gone) c`,
  );
  await em.execute(`create temporary table classified (place bigint, profiles int[]) on commit drop`);
  await classify(em, numbersOf);
  await em.execute('analyze combination, classified');
  for (const table of ['title', 'pending_title']) {
    await em.execute(
      `update ${table} t set profiles = d.profiles
         from (select ${FACETS}, profiles from combination join classified using (place)) d
        where (t.material, t.language, t.audience, t.classifications) = (d.material, d.language, d.audience, d.classifications)
          and t.form is not distinct from d.form and not t.gone and t.profiles <> d.profiles`,
    );
  }
}

async function classify(em: EntityManager, numbersOf: TitleNumbers): Promise<void> {
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
      rows.map((row) => [row.place, arrayOf(numbersOf(row))]),
    );
  }
}
