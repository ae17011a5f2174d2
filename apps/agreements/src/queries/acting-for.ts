import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** *own*: the participant itself; *named*: a library that named it; *merged*: one that merged into any of these. */
export const ACTING = ['own', 'named', 'merged'] as const;
export type Acting = (typeof ACTING)[number];

export class ActingForRow {
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty({ enum: ACTING }) readonly because!: Acting;
}

/**
 * For which participants does this one act on that day? For itself and those that merged into it, for the libraries that
 * named any of these, and for those that merged into such a library. Who takes part no longer acts for nobody.
 */
export function actingFor(em: EntityManager, participant: Isil, on: Day): Promise<ActingForRow[]> {
  return em.execute<ActingForRow[]>(
    `with recursive
       today (day) as (select ?::date),
       merged (isil, successor) as (
         select isil, successor from participant, today where successor is not null and valid_to < day),
       own (isil, because) as (
         select isil, 'own' from participant, today
          where isil = ? and day between valid_from and coalesce(valid_to, day)
         union select merged.isil, 'merged' from merged join own on merged.successor = own.isil),
       named (isil, because) as (
         select library.isil, 'named'
           from representation it
           join own on own.isil = it.representative
           join participant library on library.isil = it.participant, today
          where day between it.valid_from and coalesce(it.valid_to, day)
            and day between library.valid_from and coalesce(library.valid_to, day)
         union select merged.isil, 'merged' from merged join named on merged.successor = named.isil)
     select participant.isil as participant, participant.name as "participantName",
            (array_agg(because order by because = 'own' desc, because = 'named' desc))[1] as because
       from (select isil, because from own union all select isil, because from named) acting
       join participant using (isil)
      group by participant.isil, participant.name
      order by participant.isil`,
    [on, participant],
  );
}
