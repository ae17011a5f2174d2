import { Refusal } from '#libs/kernel';
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Scenario, type ScenarioOwner } from '../model/scenario.ts';

/** Keeps scenarios. Whoever may not see one is told that there is none. */
@Injectable()
export class Scenarios {
  constructor(private readonly em: EntityManager) {}

  async add(scenario: Scenario): Promise<void> {
    await this.em.transactional((tx) => {
      tx.persist(scenario);
      return Promise.resolve();
    });
  }

  /** Lets `decide` change a scenario. */
  async change(id: string, by: ScenarioOwner, decide: (scenario: Scenario) => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      decide(await seen(tx, id, by, LockMode.PESSIMISTIC_WRITE));
    });
  }

  /** Forgets a scenario, unless `refuse` throws. */
  async remove(id: string, by: ScenarioOwner, refuse: (scenario: Scenario) => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      const scenario = await seen(tx, id, by, LockMode.PESSIMISTIC_WRITE);
      refuse(scenario);
      tx.remove(scenario);
    });
  }

  /** As it is at the moment of the transaction that `em` is in. */
  async seen(em: EntityManager, id: string, by: ScenarioOwner): Promise<Scenario> {
    return await seen(em, id, by, LockMode.NONE);
  }
}

async function seen(em: EntityManager, id: string, by: ScenarioOwner, lockMode: LockMode): Promise<Scenario> {
  const scenario = await em.findOne(Scenario, { id }, { lockMode });
  if (scenario?.isSeenBy(by) !== true) {
    throw new Refusal(
      'scenario.unknown',
      `There is no scenario ${id}, or it is not shared; GET /scenarios lists yours`,
    );
  }
  return scenario;
}
