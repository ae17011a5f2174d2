import type { Fields, RetentionCommitmentState } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { participantNumbers } from './participants.ts';
import { type KeptProfile, retainOfProfiles, retainTitles } from './retained-titles.ts';

interface Taken {
  readonly keys: readonly string[];
  readonly kept: readonly KeptProfile[];
}

/**
 * Takes over what participants promised to keep. Gives the numbers of the profiles of which other titles than before are
 * kept enough, or on other days.
 */
export async function takeCommitments(
  em: EntityManager,
  commitments: readonly Fields<RetentionCommitmentState>[],
): Promise<number[]> {
  const { keys, kept } = await keepCommitments(em, commitments);
  const changed = new Set(await retainTitles(em, keys));
  return [...changed.union(new Set(await retainOfProfiles(em, kept)))];
}

/** Of each commitment the highest version wins. Gives what those that changed are about, and were about before. */
export async function keepCommitments(
  em: EntityManager,
  commitments: readonly Fields<RetentionCommitmentState>[],
): Promise<Taken> {
  const numbers = await participantNumbers(
    em,
    commitments.map(({ participant }) => participant),
  );
  const rows = commitments.map(({ commitment, version, participant, key, profile, from, until, state }) => ({
    commitment,
    version,
    participant: numbers.get(participant),
    key,
    profile,
    from,
    until,
    state,
  }));
  const [taken] = await em.execute<Taken[]>(
    `with taken as (
       insert into retention_commitment as c (commitment, version, participant, key, profile, valid_from, valid_to, state)
       select distinct on (commitment) commitment, version, participant, key, profile, "from", until, state
         from json_to_recordset(?::json) as n (commitment uuid, version int, participant int, key bigint, profile text,
              "from" date, until date, state text)
        order by commitment, version desc
       on conflict (commitment) do update set version = excluded.version, participant = excluded.participant,
         key = excluded.key, profile = excluded.profile, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
         state = excluded.state
        where c.version < excluded.version
       returning new.participant, new.key, new.profile, old.participant as participant_before, old.key as key_before,
         old.profile as profile_before),
     about as (
       select participant, key, profile from taken union select participant_before, key_before, profile_before from taken)
     select array(select key::text from about where key is not null) as keys,
            (select coalesce(json_agg(json_build_object('participant', participant, 'profile', profile)), '[]')
               from about where profile is not null) as kept`,
    [JSON.stringify(rows)],
  );
  return taken!;
}
