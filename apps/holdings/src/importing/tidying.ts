import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Spool } from './spool.ts';
import { leftTables } from './tables.ts';

/** Throws away what runs that ended by a crash or a cancellation left behind. */
@Injectable()
export class Tidying {
  constructor(
    private readonly em: EntityManager,
    private readonly spool: Spool,
  ) {}

  async tidy(): Promise<void> {
    const em = this.em.fork();
    const tables = await leftTables(em);
    for (const { name } of tables) await em.execute(`drop table if exists ${name}`);
    const kept = (await this.spool.list()).filter((name) => UUID.test(name));
    const runs = await em.execute<{ id: string; ended: boolean }[]>(
      `select id, finished_at is not null as ended from run where id = any (?::uuid[])`,
      [`{${kept.join(',')}}`],
    );
    for (const { id, ended } of runs) if (ended) await this.spool.drop(id);
    // A crash between the file and its run leaves a file that nobody asks for; one that is coming in is younger.
    for (const id of new Set(kept).difference(new Set(runs.map((it) => it.id)))) {
      if (await this.spool.isOlder(id, ORPHANED)) await this.spool.drop(id);
    }
  }
}

/** Milliseconds after which a file without a run is left behind. */
const ORPHANED = 86_400_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
