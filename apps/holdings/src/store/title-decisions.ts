import { randomUUID } from 'node:crypto';
import { Refusal, type TitleId, type TitleKey } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { carryOut } from '../deciding/carry-out.ts';
import {
  type Decider,
  type DecisionSubject,
  recordsChosen,
  refuseOthers,
  refuseStrangers,
  titlesChosen,
} from '../deciding/chosen.ts';
import { takeApplyLock } from '../importing/apply/work-tables.ts';
import type { DecisionKind } from '../model/decided.ts';

interface Made {
  readonly kind: DecisionKind;
  readonly titles: readonly TitleId[];
  readonly keys: readonly TitleKey[];
  readonly subjects: readonly DecisionSubject[];
  readonly reason: string;
}

/** People's decisions about titles. Each is carried out in the transaction that keeps it, and told with it. */
@Injectable()
export class TitleDecisions {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes one title of several. Gives the title. */
  async same(titles: readonly TitleId[], reason: string, by: Decider): Promise<{ id: string; title: TitleId }> {
    return this.decide(async (tx) => {
      const subjects = await titlesChosen(tx, titles);
      await refuseStrangers(tx, titles, by);
      const id = await this.keep(tx, { kind: 'same', titles, keys: titles, subjects, reason }, by);
      await carryOut(tx, this.outbox, id);
      return { id, title: titles.toSorted()[0] ?? '' };
    });
  }

  /** Makes a title of its own of some records of a title. Gives that title. */
  async apart(
    title: TitleId,
    records: readonly TitleKey[],
    reason: string,
    by: Decider,
  ): Promise<{ id: string; title: TitleId }> {
    return this.decide(async (tx) => {
      const { chosen, of } = await recordsChosen(tx, title, records);
      refuseOthers(chosen, by);
      if (chosen.length === of) {
        throw new Refusal('decision.nothing-left', 'Every record of the title was chosen: leave those that stay', []);
      }
      const subjects = chosen.map(({ title: called, participant, source, localId }) => ({
        title: called,
        participant,
        source,
        localId,
      }));
      const id = await this.keep(tx, { kind: 'apart', titles: [title], keys: records, subjects, reason }, by);
      const after = await carryOut(tx, this.outbox, id);
      const made = after.get(records[0] ?? '') ?? '';
      const together = [...after].filter(([, it]) => it === made).length;
      if (together > chosen.length) {
        throw new Refusal(
          'decision.other-keeps-together',
          'Another decision keeps these records with others; take that back first',
        );
      }
      return { id, title: made };
    });
  }

  /** Undoes a decision: titles are again what the records, and the other decisions, make them. */
  async takeBack(id: string, reason: string, by: Decider): Promise<void> {
    await this.decide(async (tx) => {
      const [row] = await tx.execute<{ madeFor: string | null; takenBack: boolean }[]>(
        `select made_for as "madeFor", taken_back_at is not null as "takenBack" from title_decision where id = ?`,
        [id],
      );
      if (row === undefined) throw new Refusal('decision.unknown', `There is no decision ${id} about titles`);
      if (by.participants !== 'all' && (row.madeFor === null || !by.participants.includes(row.madeFor))) {
        throw new Refusal(
          'decision.not-yours',
          'Another made this decision; ask them, or the plan owner, to take it back',
        );
      }
      if (row.takenBack) return;
      await tx.execute(
        `update title_decision
            set taken_back_by = ?, taken_back_by_name = ?, taken_back_at = ?, taken_back_reason = ? where id = ?`,
        [by.id, by.name, this.clock.now(), reason, id],
      );
      await carryOut(tx, this.outbox, id);
    });
  }

  private decide<T>(how: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.em.transactional(async (tx) => {
      await takeApplyLock(tx);
      return how(tx);
    });
  }

  private async keep(tx: EntityManager, { kind, titles, keys, subjects, reason }: Made, by: Decider): Promise<string> {
    const id = randomUUID();
    const madeFor = by.participants === 'all' ? null : (by.participants[0] ?? null);
    await tx.execute(
      `with made as (
         insert into title_decision (id, kind, titles, subjects, reason, made_by, made_by_name, made_for, made_at)
         values (?, ?, ?::bigint[], ?, ?, ?, ?, ?, ?) returning number
       )
       insert into decided_key (key, decision) select unnest(?::bigint[]), number from made`,
      [
        id,
        kind,
        `{${titles.join(',')}}`,
        JSON.stringify(subjects),
        reason,
        by.id,
        by.name,
        madeFor,
        this.clock.now(),
        `{${keys.join(',')}}`,
      ],
    );
    return id;
  }
}
