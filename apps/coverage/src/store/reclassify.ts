import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Facets, ScopeMatcher } from '../model/scope-matcher.ts';
import { arrayOf } from './array.ts';

const PAGE = 20_000;

interface Row extends Facets {
  id: string;
  run: number;
  version: string;
}

/** Finds the profiles of every title anew, also of those that wait for their run, page by page in one transaction. */
export async function reclassify(em: EntityManager, profilesOf: ScopeMatcher): Promise<void> {
  await em.execute(`create temporary table derived (id bigint, profiles int[]) on commit drop`);
  for (let after: string | null = '0'; after !== null;) {
    const rows: Row[] = await em.execute<Row[]>(
      `select id::text, material, language, audience, classifications from title
        where id > ?::bigint and not gone order by id limit ${PAGE}`,
      [after],
    );
    await copyInto(
      em,
      'derived',
      ['id', 'profiles'],
      rows.map((row) => [row.id, arrayOf(profilesOf(row))]),
    );
    after = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
  }
  await em.execute(
    `update title t set profiles = d.profiles from derived d where d.id = t.id and t.profiles <> d.profiles`,
  );
  await reclassifyWaiting(em, profilesOf);
}

async function reclassifyWaiting(em: EntityManager, profilesOf: ScopeMatcher): Promise<void> {
  await em.execute(`create temporary table derived_waiting (place tid, profiles int[]) on commit drop`);
  for (let after: string | null = '(0,0)'; after !== null;) {
    const rows: (Facets & { place: string })[] = await em.execute(
      `select ctid::text as place, material, language, audience, classifications from pending_title
        where ctid > ?::tid and not gone order by ctid limit ${PAGE}`,
      [after],
    );
    await copyInto(
      em,
      'derived_waiting',
      ['place', 'profiles'],
      rows.map((row) => [row.place, arrayOf(profilesOf(row))]),
    );
    after = rows.length < PAGE ? null : (rows.at(-1)?.place ?? null);
  }
  await em.execute(
    `update pending_title p set profiles = d.profiles from derived_waiting d where p.ctid = d.place and p.profiles <> d.profiles`,
  );
}
