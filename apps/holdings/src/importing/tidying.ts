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
    const ended = await em.execute<{ id: string }[]>(
      `select id from run where finished_at is not null and id = any (?::uuid[])`,
      [`{${(await this.spool.list()).filter((name) => UUID.test(name)).join(',')}}`],
    );
    for (const { id } of ended) await this.spool.drop(id);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
