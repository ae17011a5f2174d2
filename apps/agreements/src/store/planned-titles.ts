import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps which titles a plan names to be bought, in the transaction that keeps what the plan says. */
export async function nameTitlesOfPlan(em: EntityManager, plan: string): Promise<void> {
  await em.execute('delete from planned_title where plan = ? and agreement is null', [plan]);
  await em.execute(
    `insert into planned_title (key, plan, participant, profile, valid_to)
     select distinct (one ->> 'key')::bigint, plan.id, plan.participant, line ->> 'profile',
            coalesce((line ->> 'to')::date, plan.valid_to)
       from acquisition_plan plan cross join jsonb_array_elements(plan.lines) line
      cross join jsonb_array_elements(line -> 'named') as every (one)
      where plan.id = ? and line ->> 'activity' = 'collect'`,
    [plan],
  );
}

/** Keeps which titles agreements name to be bought, and until when, in the transaction that keeps what they say. */
export async function nameTitlesOfAgreements(em: EntityManager, agreements: readonly string[]): Promise<void> {
  const ids = `{${agreements.join(',')}}`;
  await em.execute('delete from planned_title where agreement = any(?::uuid[])', [ids]);
  await em.execute(
    `insert into planned_title (key, plan, agreement, participant, profile, valid_to)
     select distinct (one ->> 'key')::bigint, it.plan, it.id, it.participant, it.profile, it.valid_to
       from agreement it cross join jsonb_array_elements(it.named) as every (one)
      where it.id = any(?::uuid[]) and it.activity = 'collect'`,
    [ids],
  );
}
