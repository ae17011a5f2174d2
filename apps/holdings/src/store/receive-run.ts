import type { Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Spooled } from '../importing/spool.ts';
import type { DeliveryMode } from '../model/run.ts';

interface ReceivedRun {
  readonly source: number;
  readonly mode: DeliveryMode;
  readonly filename: string | null;
  readonly asOf: string;
  readonly receivedAt: Date;
  /** The file speaks for many. For whom the deliverer acts; `null`: for everyone. */
  readonly shared?: { readonly actsFor: readonly Isil[] | null };
  /** The run whose file it is a part of, and what that file calls the participant. */
  readonly part?: { readonly of: number; readonly called: readonly string[] };
}

/** Adds the run of a file that waits in the spool folder; gives its number. */
export async function insertRun(tx: EntityManager, upload: Spooled, about: ReceivedRun): Promise<number> {
  const { source, mode, filename, asOf, receivedAt, shared, part } = about;
  // A harvest looks what came before it, and for that nothing else may come in at the same moment.
  await tx.execute(`select from source where number = ? for update`, [source]);
  const [run] = await tx.execute<{ number: number }[]>(
    `insert into run (id, participant, source, mode, filename, state, sha256, bytes, as_of, received_at, shared, acts_for,
                      part_of, called)
     select ?, participant, number, ?, ?, 'received', ?, ?, ?, ?, ?, ?::text[], ?, ?::text[]
       from source where number = ? returning number`,
    [
      upload.id,
      mode,
      filename,
      upload.sha256,
      upload.bytes,
      asOf,
      receivedAt,
      shared !== undefined,
      listed(shared?.actsFor),
      part?.of ?? null,
      listed(part?.called),
      source,
    ],
  );
  if (run === undefined) throw new Error(`There is no source ${source}`);
  return run.number;
}

/** As PostgreSQL reads an array of texts. */
function listed(values: readonly string[] | null | undefined): string | null {
  if (values === null || values === undefined) return null;
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
