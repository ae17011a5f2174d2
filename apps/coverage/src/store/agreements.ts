import type { AgreementChangedV1 } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from './array.ts';
import { forget, nameTitlesOfPlans, type Heard } from './acquisition-plans.ts';
import { participantNumbers } from './participants.ts';
import { countNewPairs, COUNTS } from './recount.ts';

/** What a change of agreements touches. */
export interface Touched {
  readonly profiles: readonly string[];
  readonly keys: readonly string[];
}

/** Takes over agreements; the highest version of each wins. */
export async function takeAgreements(em: EntityManager, heard: readonly Heard<AgreementChangedV1>[]): Promise<Touched> {
  const numbers = await participantNumbers(
    em,
    heard.map(({ data }) => data.participant),
  );
  const rows = heard.map(({ event, data }) =>
    Object.assign({}, data, { participant: numbers.get(data.participant), event }),
  );
  const taken = await em.execute<{ agreement: string; plan: string; profile: string; before: string | null }[]>(
    `insert into agreement as a (agreement, version, participant, profile, activity, level, current_level, goal_level,
            language_coverage, valid_from, valid_to, titles, copies, plan, named, event)
     select distinct on (agreement) agreement, version, participant, profile, activity, level, "currentLevel", "goalLevel",
            "languageCoverage", "from", "to", titles, copies, plan, named, event
       from json_to_recordset(?::json) as n (agreement uuid, version int, participant int, profile text, activity text,
            level text, "currentLevel" text, "goalLevel" text, "languageCoverage" text, "from" date, "to" date,
            titles int, copies int, plan uuid, named jsonb, event uuid)
      order by agreement, version desc
     on conflict (agreement) do update set version = excluded.version, participant = excluded.participant,
       profile = excluded.profile, activity = excluded.activity, level = excluded.level,
       current_level = excluded.current_level, goal_level = excluded.goal_level,
       language_coverage = excluded.language_coverage, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
       titles = excluded.titles, copies = excluded.copies, plan = excluded.plan, named = excluded.named, event = excluded.event
      where a.version < excluded.version
     returning new.agreement::text, new.plan::text, new.profile, old.profile as before`,
    [JSON.stringify(rows)],
  );
  const keys = [
    ...(await nameTitlesOfAgreements(
      em,
      taken.map(({ agreement }) => agreement),
    )),
    ...(await nameTitlesOfPlans(em, [...new Set(taken.map(({ plan }) => plan))])),
  ];
  if (taken.length > 0) await followResponsible(em);
  const profiles = new Set(taken.flatMap(({ profile, before }) => (before === null ? [profile] : [profile, before])));
  return { profiles: [...profiles], keys: [...new Set(keys)] };
}

export async function nameTitlesOfAgreements(em: EntityManager, agreements: readonly string[]): Promise<string[]> {
  const before = await forget(em, agreements);
  const named = await em.execute<{ key: string }[]>(
    `insert into planned_title (key, source, id, participant, profile, identifier, title, valid_to)
     select (n->>'key')::bigint, 'agreement', a.agreement, a.participant, a.profile, n->>'identifier', n->>'title', a.valid_to
       from agreement a cross join lateral jsonb_array_elements(a.named) n
      where a.agreement = any(?::uuid[]) and a.activity = 'collect'
     on conflict do nothing
     returning key::text`,
    [arrayOf(agreements)],
  );
  return [...before, ...named.map(({ key }) => key)];
}

/** Keeps `responsible` what it is by definition, and counts what newly responsible participants share. */
async function followResponsible(em: EntityManager): Promise<void> {
  const gone = await em.execute<{ profile: number; participant: number }[]>(
    `delete from responsible r where not exists (
       select from (${COUNTS.responsible}) d where d.profile = r.profile and d.participant = r.participant)
     returning profile, participant`,
  );
  if (gone.length > 0) {
    await em.execute(
      `delete from pair_statistics s using json_to_recordset(?::json) as g (profile int, participant int)
        where s.profile = g.profile and g.participant in (s.one, s.other)`,
      [JSON.stringify(gone)],
    );
  }
  const added = await em.execute<{ profile: number; participant: number }[]>(
    `insert into responsible (profile, participant) ${COUNTS.responsible} on conflict do nothing
     returning profile, participant`,
  );
  await countNewPairs(em, added);
}
