import type { FlagFollowedUpV1 } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FollowUp, type FollowedFlag } from '../model/follow-up.ts';

/** Keeps what people do about flags, with its history. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Lets `decide` follow a flag up, and keeps that with everything it said, or nothing at all. */
  async change(
    id: string,
    decide: (followUp: FollowUp, flag: FollowedFlag, at: Date) => FlagFollowedUpV1[],
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      const [flag] = await flagsById(tx, [id]);
      if (flag === undefined) throw unknownFlag(id);
      await tx.execute(`insert into follow_up (flag, version) values (?, 0) on conflict do nothing`, [id]);
      const followUp = await tx.findOneOrFail(FollowUp, { flag: id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      await this.keep(tx, decide(followUp, flag, this.clock.now()));
    });
  }

  /** Reopens every flag whose waiver is over. */
  async expire(): Promise<void> {
    const today = this.clock.today();
    await this.em.transactional(async (tx) => {
      const over = await tx.find(
        FollowUp,
        { waivedUntil: { $lt: today } },
        { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { flag: 'asc' } },
      );
      const flags = await flagsById(
        tx,
        over.map(({ flag }) => flag),
      );
      const byId = new Map(flags.map((flag) => [flag.id, flag]));
      await this.keep(
        tx,
        over.flatMap((followUp) => {
          const flag = byId.get(followUp.flag);
          return flag === undefined ? [] : followUp.expire(flag, today);
        }),
      );
    });
  }

  private async keep(tx: EntityManager, facts: readonly FlagFollowedUpV1[]): Promise<void> {
    if (facts.length === 0) return;
    await tx.flush();
    await tx.execute(
      `insert into follow_up_history (flag, version, what, at, by_name, text, assigned_to, until)
       select flag, version, what, ?, "by", text, "assignedTo", until from json_to_recordset(?::json)
           as n (flag uuid, version int, what text, "by" text, text text, "assignedTo" text, until date)`,
      [this.clock.now().toISOString(), JSON.stringify(facts)],
    );
    await this.outbox.add(facts);
  }
}

export function unknownFlag(id: string): Refusal {
  return new Refusal('flag.unknown', `No flag ${id} was ever raised; GET /flags lists those there are`);
}

async function flagsById(em: EntityManager, ids: readonly string[]): Promise<FollowedFlag[]> {
  const rows = await em.execute<(Omit<FollowedFlag, 'raisedAt'> & { raisedAt: string })[]>(
    `select f.id::text, f.kind, f.profile, f.participants, f.raised_at as "raisedAt", f.cleared_at is not null as cleared,
            p.valid_to::text as "planEnds"
       from flag f join collection_plan p on p.plan = f.plan and p.version = f.plan_version
      where f.id in (select value::uuid from json_array_elements_text(?::json))`,
    [JSON.stringify(ids)],
  );
  return rows.map((row) => Object.assign(row, { raisedAt: new Date(row.raisedAt) }));
}
