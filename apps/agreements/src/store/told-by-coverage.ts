import type { Fields, PlanAdoptedV1, AcquisitionPlanAssessedV1 } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps which profiles there are to make plans about. An older version of the collection plan never wins. */
export async function keepCollectionPlan(em: EntityManager, said: Fields<PlanAdoptedV1>): Promise<void> {
  await em.execute(
    `insert into collection_plan as known (code, version, title, valid_from, valid_to, profiles, crosswalks)
     values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
     on conflict (code) do update
        set (version, title, valid_from, valid_to, profiles, crosswalks) =
            (excluded.version, excluded.title, excluded.valid_from, excluded.valid_to, excluded.profiles,
             excluded.crosswalks)
      where excluded.version > known.version`,
    [
      said.plan,
      said.version,
      said.title,
      said.from,
      said.to,
      JSON.stringify(said.profiles),
      JSON.stringify(said.crosswalks ?? []),
    ],
  );
}

/**
 * Keeps what coverage thinks of a plan. It may think again of the same version, so that what was said last counts; an
 * assessment of an older version never takes the place of a newer one.
 */
export async function keepAssessment(
  em: EntityManager,
  said: Fields<AcquisitionPlanAssessedV1>,
  sequence: number,
): Promise<void> {
  await em.execute(
    `insert into assessment as known (plan, version, sequence, flags)
     values (?, ?, ?, ?::jsonb)
     on conflict (plan) do update
        set (version, sequence, flags) = (excluded.version, excluded.sequence, excluded.flags)
      where (excluded.version, excluded.sequence) > (known.version, known.sequence)`,
    [said.acquisitionPlan, said.version, sequence, JSON.stringify(said.flags)],
  );
}

/**
 * What coverage thought of plans counts from below again: it was asked for its whole state, which follows. Of plans that
 * no longer wait for a decision that state has nothing, so that what was thought of them last stays.
 */
export async function numberAssessmentsAnew(em: EntityManager): Promise<void> {
  await em.execute('update assessment set sequence = 0');
}
