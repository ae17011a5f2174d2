import type { EntityManager } from '@mikro-orm/postgresql';
import type { Part } from './dividing.ts';
import type { Work } from './lease.ts';

/** Makes a run of a participant's part of a file that speaks for many: of a source of its own, beside the participant's. */
export async function addPart(
  em: EntityManager,
  { number, sourceName, isil }: Work,
  { participant, called, file }: Part,
  now: Date,
): Promise<void> {
  const source = `${sourceName} (${isil})`;
  await em.execute(
    `insert into source (participant, name) select number, ? from participant where isil = ? on conflict do nothing`,
    [source, participant],
  );
  await em.execute(
    `insert into run (id, participant, source, mode, filename, state, sha256, bytes, as_of, received_at, part_of, called)
     select ?, p.number, s.number, whole.mode, whole.filename, 'received', ?, ?, whole.as_of, ?, whole.number, ?
       from run whole
       join participant p on p.isil = ?
       join source s on s.participant = p.number and s.name = ?
      where whole.number = ?`,
    [
      file.id,
      file.sha256,
      file.bytes,
      now,
      `{${called.map((it) => JSON.stringify(it)).join(',')}}`,
      participant,
      source,
      number,
    ],
  );
}
