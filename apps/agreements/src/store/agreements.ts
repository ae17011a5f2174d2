import { AgreementChangedV1, type Fact } from '#libs/contracts';
import { type Isil, Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { Clock } from '#libs/platform';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Agreement } from '../model/agreement.ts';
import { type Cause, wordsOf } from '../model/cause.ts';
import type { Changer } from './changer.ts';
import { nameTitlesOfAgreements } from './planned-titles.ts';

/** Why an agreement changed: in the words of a person, or what made the system do it. */
export type Why = string | Cause | null;

/** What was decided about an agreement: what it says now, what was made besides, and why. */
export interface Decided {
  readonly made?: readonly Agreement[];
  readonly facts: readonly Fact[];
  readonly because?: string | null;
}

/** Keeps agreements, and tells what they have to say in the transaction that changes them. */
@Injectable()
export class Agreements {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps agreements that are new, and a version of each one that `facts` tell of; saved with the transaction in which they
   * were made or changed.
   */
  async keep(made: readonly Agreement[], facts: readonly Fact[], by: Changer, because: Why): Promise<void> {
    this.em.persist([...made]);
    await this.em.flush();
    const versions = facts.filter((fact) => fact instanceof AgreementChangedV1);
    await nameTitlesOfAgreements(
      this.em,
      versions.map(({ agreement }) => agreement),
    );
    await this.em.execute(
      `insert into agreement_version (agreement, version, because, cause, made_at, made_by, said)
       select (it ->> 'agreement')::uuid, (it ->> 'version')::int, ?, ?::jsonb, ?, ?, it - 'named'
         from jsonb_array_elements(?::jsonb) it`,
      [...written(because), this.clock.now(), by.name, JSON.stringify(versions)],
    );
  }

  /** The agreements made of a plan, or of the plans that it amended; they stay as they are until the transaction ends. */
  async ofPlan(plan: string): Promise<Agreement[]> {
    const plans = await this.em.execute<{ id: string }[]>(
      `with recursive amended (id, amends) as (
         select id, amends from acquisition_plan where id = ?
         union all select it.id, it.amends from acquisition_plan it join amended on it.id = amended.amends)
       select id from amended`,
      [plan],
    );
    const made = { plan: { $in: plans.map(({ id }) => id) } };
    return this.em.find(Agreement, made, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** The agreements that a participant keeps; they stay as they are until the transaction ends. */
  ofParticipant(participant: Isil): Promise<Agreement[]> {
    return this.em.find(Agreement, { participant }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** Loads, lets `decide` change it, and saves it with everything it said, or nothing at all. */
  async change(id: string, by: Changer, decide: (agreement: Agreement) => Promise<Decided>): Promise<void> {
    await this.em.transactional(async (tx) => {
      const agreement = await tx.findOne(Agreement, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (agreement === null) throw unknownAgreement(id);
      const { made = [], facts, because = null } = await decide(agreement);
      await this.keep(made, facts, by, because);
      await this.outbox.add(facts);
    });
  }
}

/** A reason as it is kept: in words, and what the words of the screens can be made of where it is the system's. */
function written(because: Why): [string | null, string | null] {
  if (because === null || typeof because === 'string') return [because, null];
  return [wordsOf(because), JSON.stringify(because)];
}

export function unknownAgreement(id: string): Refusal {
  return new Refusal('agreement.unknown', `There is no agreement ${id}`);
}
