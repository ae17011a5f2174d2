import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Answers a question that takes several statements from one moment: never half of one plan and half of another. */
export function atOneMoment<Answer>(em: EntityManager, ask: (em: EntityManager) => Promise<Answer>): Promise<Answer> {
  return em.fork().transactional(ask, { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
}
