import type { RunFinishedV1, RunStartedV1 } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { participantNumbers } from './participants.ts';

/** What belongs to no open run waits under this number, and not for long. */
export const NO_RUN = 0;

/** A run begins: what it changes waits until it is finished. A run that was finished before stays so. */
export async function beginRuns(em: EntityManager, runs: readonly RunStartedV1[]): Promise<void> {
  const numbers = await participantNumbers(
    em,
    runs.map(({ participant }) => participant),
  );
  const rows = runs.map(({ run, participant, source, expected }) => ({
    run,
    participant: numbers.get(participant),
    source,
    expected,
  }));
  await em.execute(
    `insert into run (run, participant, source, expected)
     select * from json_to_recordset(?::json) as r (run uuid, participant int, source text, expected int)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/** The numbers of those runs that are open. */
export async function openRuns(em: EntityManager, runs: Iterable<string>): Promise<Map<string, number>> {
  const rows = await em.execute<{ run: string; number: number }[]>(
    `select run::text, number from run join json_array_elements_text(?::json) as w on w::uuid = run where not finished`,
    [JSON.stringify([...new Set(runs)])],
  );
  return new Map(rows.map(({ run, number }) => [run, number]));
}

/** Marks a run as finished, met or not. Gives its number when it was open until now. */
export async function finishRun(
  em: EntityManager,
  { run, participant, source, asOf }: RunFinishedV1,
): Promise<number | null> {
  const numbers = await participantNumbers(em, [participant]);
  const [row] = await em.execute<{ number: number; finished: boolean | null }[]>(
    `insert into run as r (run, participant, source, expected, finished, as_of) values (?, ?, ?, 0, true, ?)
     on conflict (run) do update set finished = true, as_of = excluded.as_of
     returning r.number, old.finished`,
    [run, numbers.get(participant), source, asOf],
  );
  return row?.finished === false ? row.number : null;
}
