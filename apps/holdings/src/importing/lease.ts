import type { EntityManager } from '@mikro-orm/postgresql';
import type { RunMode, RunState } from '../model/run.ts';

/** What a worker needs to know of the run it works on. */
export interface Work {
  readonly id: string;
  readonly number: number;
  readonly participant: number;
  readonly isil: string;
  readonly source: number;
  readonly sourceName: string;
  readonly mapping: unknown;
  /** It is of a file that speaks for many, and is to be divided. */
  readonly shared: boolean;
  readonly mode: RunMode;
  readonly state: RunState;
  readonly format: string | null;
  readonly filename: string | null;
  readonly bytes: number;
  readonly asOf: string;
  readonly confirmed: boolean;
  readonly told: boolean;
  /** Records that its source held when it began to apply; `null` before that. */
  readonly heldBefore: number | null;
  /** The run that it undoes. */
  readonly undoes: number | null;
  /** It removes records by their numbers, besides what its file says. */
  readonly removesNamed: boolean;
  readonly attempts: number;
  /** Of this one claim: a worker that was taken for dead cannot change the run any more. */
  readonly holder: string;
}

/** Somebody else works on the run, or it was cancelled: whatever is under way must not be kept. */
export class LeaseLost extends Error {}

/** A part is read as the source of the file that it is of says, and only what is of its participant counts. */
const MAPPING_OF_PART = `
  (select coalesce(ws.mapping, '{}') || jsonb_build_object('libraries', to_jsonb(r.called))
     from run whole join source ws on ws.number = whole.source where whole.number = r.part_of)`;

/** Takes the next run that nobody works on; a participant's runs go one after another, in the order of their arrival. */
export async function claim(em: EntityManager, holder: string, seconds: number): Promise<Work | undefined> {
  const [work] = await em.execute<Work[]>(
    `update run r
        set holder = ?, held_until = clock_timestamp() + make_interval(secs => ?), attempts = r.attempts + 1
       from participant p, source s
      where r.number = (
              select number from run n
               where n.finished_at is null and n.state in ('received', 'reading', 'applying')
                 and (n.held_until is null or n.held_until < clock_timestamp())
                 and not exists (select from run e where e.participant = n.participant and e.finished_at is null
                                                    and e.number < n.number)
               order by number limit 1 for update skip locked)
        and p.number = r.participant and s.number = r.source
     returning r.id, r.number, r.participant, p.isil, r.source, s.name as "sourceName", r.shared,
               case when r.part_of is null then s.mapping else ${MAPPING_OF_PART} end as mapping, r.mode, r.state,
               r.format, r.filename, r.bytes::float8 as bytes, r.as_of::text as "asOf", r.confirmed, r.told,
               r.held_before as "heldBefore", r.undoes, r.attempts, r.holder,
               exists (select from run_removal x where x.run = r.id) as "removesNamed"`,
    [holder, seconds],
  );
  return work;
}

/** Says that the work goes on. By the clock, not the transaction's beginning: that may be long ago. */
export async function renew(em: EntityManager, run: string, holder: string, seconds: number): Promise<void> {
  await update(em, run, holder, `held_until = clock_timestamp() + make_interval(secs => ?)`, [seconds]);
}

/** Changes the run, provided that it is still ours: in the same transaction as what was done for it. */
export async function update(
  em: EntityManager,
  run: string,
  holder: string,
  assignments: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `update run set ${assignments} where id = ? and holder = ? and finished_at is null`,
    [...parameters, run, holder],
    'run',
  );
  if (affectedRows !== 1) throw new LeaseLost(`Run ${run} is no longer ours`);
}
