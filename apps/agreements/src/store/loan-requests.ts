import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Requests that one transaction changes at most, so that none is long. */
const CHUNK = 50_000;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** More than this of one title on one day is nothing that anybody asked for. */
const MOST_COUNTED = 1_000_000;

/** What a delivery changed. */
export interface Applied {
  readonly made: number;
  readonly changed: number;
  /** Known already in the same words, or told of by a later file. */
  readonly unchanged: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

/**
 * Of a request that is told of twice in a file the same one wins wherever it stands; lines without an id are added up. In
 * the order of ids, so that two deliveries that touch the same requests do not wait for each other in a circle.
 */
const APPLY = `
  with told as (
    select distinct on (id) id, participant, key, profile, day, scope, outcome,
           case when is_named then count else least(sum(count) over (partition by id), ${MOST_COUNTED})::int end as count
      from staged_loan_request
     where delivery = ? and id > ?::uuid and id <= ?::uuid
     order by id, day desc, outcome, scope, key, profile, count desc),
  applied as (
    insert into loan_request as known (id, participant, key, profile, day, scope, outcome, count, as_of, delivery)
    select id, participant, key, profile, day, scope, outcome, count, ?::date, ? from told order by id
    on conflict (id) do update
       set (key, profile, day, scope, outcome, count, as_of, delivery) =
           (excluded.key, excluded.profile, excluded.day, excluded.scope, excluded.outcome, excluded.count,
            excluded.as_of, excluded.delivery)
     where (known.as_of, known.delivery) < (excluded.as_of, excluded.delivery)
    returning old.id is null as is_new,
              (old.key, old.profile, old.day, old.scope, old.outcome, old.count)
                is distinct from (new.key, new.profile, new.day, new.scope, new.outcome, new.count) as differs)
  select (select count(*)::int from told) as all,
         (select count(*)::int from applied where is_new) as made,
         (select count(*)::int from applied where differs and not is_new) as changed`;

/** Brings a delivery that lies ready into what is known, part by part. */
export async function applyStaged(em: EntityManager, delivery: string, asOf: Day): Promise<Applied> {
  const counted = { made: 0, changed: 0, unchanged: 0 };
  let after = '00000000-0000-0000-0000-000000000000';
  while (after !== LAST) {
    const upTo = await endOfChunk(em, delivery, after);
    const [row] = await em.execute<{ all: number; made: number; changed: number }[]>(APPLY, [
      delivery,
      after,
      upTo,
      asOf,
      delivery,
    ]);
    const { all = 0, made = 0, changed = 0 } = row ?? {};
    counted.made += made;
    counted.changed += changed;
    counted.unchanged += all - made - changed;
    after = upTo;
  }
  const [days] = await em.execute<{ firstDay: Day | null; lastDay: Day | null }[]>(
    `select min(day)::text as "firstDay", max(day)::text as "lastDay" from staged_loan_request where delivery = ?`,
    [delivery],
  );
  return { ...counted, firstDay: days?.firstDay ?? null, lastDay: days?.lastDay ?? null };
}

async function endOfChunk(em: EntityManager, delivery: string, after: string): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `select id from staged_loan_request where delivery = ? and id > ?::uuid order by id offset ? limit 1`,
    [delivery, after, CHUNK - 1],
  );
  return row?.id ?? LAST;
}
