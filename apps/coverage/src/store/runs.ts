import type { RunFinishedV1, RunStartedV1 } from '#libs/contracts';
import { prepared } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What belongs to no open run waits under this number, and not for long. */
export const NO_RUN = 0;

const begin = prepared(`
  with begun as (
    select * from json_to_recordset($1) as r (run uuid, participant text, source text, expected int)),
  met as (
    insert into participant (isil)
    select distinct b.participant from begun b where not exists (select from participant p where p.isil = b.participant)
    returning isil, number),
  known as (select isil, number from met union all select isil, number from participant)
  insert into run (run, participant, source, expected)
  select b.run, k.number, b.source, b.expected from begun b join known k on k.isil = b.participant
  on conflict do nothing`);

/** A run begins: what it changes waits until it is finished. A run that was finished before stays so. */
export async function beginRuns(em: EntityManager, runs: readonly RunStartedV1[]): Promise<void> {
  await begin(em, JSON.stringify(runs));
}

const open = prepared<{ run: string; number: number }>(
  `select run::text, number from run where run = any($1::uuid[]) and not finished`,
);

/** The numbers of those runs that are open. */
export async function openRuns(em: EntityManager, runs: Iterable<string>): Promise<Map<string, number>> {
  const rows = await open(em, [...new Set(runs)]);
  return new Map(rows.map(({ run, number }) => [run, number]));
}

const finish = prepared<{ number: number; finished: boolean | null }>(`
  with known as (
    update participant set data_as_of = greatest(data_as_of, $4::date) where isil = $2 returning number),
  met as (
    insert into participant (isil, data_as_of) select $2, $4 where not exists (select from known) returning number)
  insert into run as r (run, participant, source, expected, finished, as_of)
  select $1, number, $3, 0, true, $4 from (select number from known union all select number from met) p
  on conflict (run) do update set finished = true, as_of = excluded.as_of
  returning r.number, old.finished`);

/**
 * Marks a run as finished, met or not, and its participant's data as of the newest of its deliveries. Gives its number
 * when it was open until now.
 */
export async function finishRun(
  em: EntityManager,
  { run, participant, source, asOf }: RunFinishedV1,
): Promise<number | null> {
  const [row] = await finish(em, run, participant, source, asOf);
  return row?.finished === false ? row.number : null;
}
