import type { LocalisedName } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import type { KnownProfiles } from '../model/proposal.ts';

export class NameRow implements LocalisedName {
  @ApiProperty() readonly nl!: string;
  @ApiProperty({ required: false }) readonly en?: string;
}

export class ProfileRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly name!: NameRow;
  @ApiProperty({ description: 'The collection plan that has it' }) readonly plan!: string;
  @ApiProperty({ description: 'The version of that plan' }) readonly version!: number;
}

/** Of the adopted plans the one that begins last: the same whatever the order in which they were heard of. */
export const CURRENT_PLAN = `select code, version, profiles, crosswalks from collection_plan order by valid_from desc, version desc, code desc limit 1`;

/** Which profiles does the adopted collection plan have? */
export async function profiles(em: EntityManager): Promise<ProfileRow[]> {
  return em.execute<ProfileRow[]>(
    `select profile ->> 'code' as code, profile -> 'name' as name, current.code as plan, current.version
       from (${CURRENT_PLAN}) current, jsonb_array_elements(current.profiles) profile
      order by 1`,
  );
}

/** The codes of those profiles; `null` while no adopted plan is known. */
export async function knownProfiles(em: EntityManager): Promise<KnownProfiles> {
  const [current] = await em.execute<{ codes: string[] }[]>(
    `select array(select profile ->> 'code' from jsonb_array_elements(current.profiles) profile) as codes
       from (${CURRENT_PLAN}) current`,
  );
  return current === undefined ? null : new Set(current.codes);
}
