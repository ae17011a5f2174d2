import { type Isil, Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { MappingChanges } from '../reading/mapping.ts';

/** Keeps what each source says of its fields. Every change is a version of its own, and the latest one is in force. */
@Injectable()
export class Mappings {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Puts a mapping in force for the runs that begin from now on; refuses one made against an older version. */
  async change(
    participant: Isil,
    source: string,
    { after, mapping, by }: { readonly after: number; readonly mapping: MappingChanges; readonly by: string },
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(
        `insert into source (participant, name) select number, ? from participant where isil = ? on conflict do nothing`,
        [source, participant],
      );
      const [row] = await tx.execute<{ source: number; version: number }[]>(
        `select s.number as source,
                (select coalesce(max(version), 0)::int from source_mapping m where m.source = s.number) as version
           from source s join participant p on p.number = s.participant
          where p.isil = ? and s.name = ? for update of s`,
        [participant, source],
      );
      if (row === undefined) throw new Refusal('participant.unknown', `No participant ${participant} is known here`);
      if (row.version !== after) {
        throw new Refusal(
          'mapping.stale',
          `The mapping of '${source}' is at version ${row.version}, not ${after}: somebody changed it meanwhile. Look at it again and change that`,
        );
      }
      const text = JSON.stringify(mapping);
      await tx.execute(
        `insert into source_mapping (source, version, mapping, made_at, made_by) values (?, ?, ?, ?, ?)`,
        [row.source, after + 1, text, this.clock.now(), by],
      );
      await tx.execute(`update source set mapping = ? where number = ?`, [text, row.source]);
    });
  }
}
