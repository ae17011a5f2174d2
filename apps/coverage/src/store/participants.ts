import type { ParticipantChangedV1 } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The numbers of participants, by ISIL. One that was never heard of gets a number now and its name later. */
export async function participantNumbers(em: EntityManager, isils: Iterable<Isil>): Promise<Map<Isil, number>> {
  const wanted = JSON.stringify([...new Set(isils)]);
  const known = await em.execute<{ isil: string; number: number }[]>(
    `with wanted as (select value as isil from json_array_elements_text(?::json)),
     met as (
       insert into participant (isil) select isil from wanted w
        where not exists (select from participant p where p.isil = w.isil)
       returning isil, number)
     select isil, number from met union all select isil, number from participant join wanted using (isil)`,
    [wanted],
  );
  return new Map(known.map(({ isil, number }) => [isil, number]));
}

/** Takes over what agreements tells of participants; the highest version of each wins. */
export async function takeParticipants(
  em: EntityManager,
  participants: readonly ParticipantChangedV1[],
): Promise<void> {
  await participantNumbers(
    em,
    participants.map(({ isil }) => isil),
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

/** How old a participant's data is: the day that the newest of its deliveries was made. */
export async function noteDelivery(em: EntityManager, isil: Isil, asOf: Day): Promise<void> {
  await em.execute(`update participant set data_as_of = greatest(data_as_of, ?::date) where isil = ?`, [asOf, isil]);
}
