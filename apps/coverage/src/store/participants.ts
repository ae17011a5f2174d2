import type { ParticipantChangedV1 } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

const numbersOf = prepared<{ isil: string; number: number }>(`
  with wanted as (select unnest($1::text[]) as isil),
  met as (
    insert into participant (isil) select isil from wanted w
     where not exists (select from participant p where p.isil = w.isil)
    returning isil, number)
  select isil, number from met union all select isil, number from participant join wanted using (isil)`);

/** The numbers of participants, by ISIL. One that was never heard of gets a number now and its name later. */
export async function participantNumbers(em: EntityManager, isils: Iterable<Isil>): Promise<Map<Isil, number>> {
  const known = await numbersOf(em, [...new Set(isils)]);
  return new Map(known.map(({ isil, number }) => [isil, number]));
}

/** Takes over what agreements tells of participants; the highest version of each wins. */
export async function takeParticipants(
  em: EntityManager,
  participants: readonly ParticipantChangedV1[],
): Promise<void> {
  await participantNumbers(
    em,
    participants.flatMap(({ isil, successor }) => (successor === undefined ? [isil] : [isil, successor])),
  );
  await em.execute(
    `update participant p set version = n.version, name = n.name, kind = n.kind, valid_from = n."from",
            valid_to = n."to", successor = n.successor
       from (select distinct on (isil) * from json_to_recordset(?::json)
               as n (isil text, version int, name text, kind text, "from" date, "to" date, successor text)
              order by isil, version desc) n
      where p.isil = n.isil and p.version < n.version`,
    [JSON.stringify(participants)],
  );
}
