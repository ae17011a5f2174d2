import type { Day } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Related } from '../model/families.ts';

/** Titles that one run, or decision of a person, made one or several of. */
export interface Regrouped extends Related {
  readonly cause: string;
}

const keep = prepared(`
  insert into regrouping (cause, one, other, day)
  select distinct cause, one, other, $2::date from jsonb_to_recordset($1::jsonb) as r (cause uuid, one bigint, other bigint)
  on conflict do nothing`);

/** Remembers what became of titles until the holdings that follow have counted. */
export async function keepRegroupings(em: EntityManager, regrouped: readonly Regrouped[], on: Day): Promise<void> {
  if (regrouped.length > 0) await keep(em, JSON.stringify(regrouped), on);
}

const forget = prepared(`delete from regrouping where cause = any($1::uuid[]) or day < $2::date - 7`);

/** Of runs that have counted, and of what is long past. */
export async function forgetRegroupings(em: EntityManager, runs: readonly string[], on: Day): Promise<void> {
  await forget(em, runs, on);
}
