import type { TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Decision, Decisions } from '../model/decided.ts';

/** Which decisions in force are about one of these keys? */
export async function decisionsAbout(em: EntityManager, keys: Iterable<TitleKey>): Promise<Decisions> {
  const rows = await em.execute<(Decision & { key: TitleKey })[]>(
    `select k.key::text as key, d.number, d.kind
       from decided_key k join title_decision d on d.number = k.decision
      where d.taken_back_at is null and k.key = any (?::bigint[])
      order by k.key, d.number`,
    [`{${[...new Set(keys)].join(',')}}`],
  );
  return grouped(rows);
}

/** Every decision in force. */
export async function everyDecision(em: EntityManager): Promise<Decisions> {
  return grouped(
    await em.execute<(Decision & { key: TitleKey })[]>(
      `select k.key::text as key, d.number, d.kind
         from decided_key k join title_decision d on d.number = k.decision
        where d.taken_back_at is null order by k.key, d.number`,
    ),
  );
}

function grouped(rows: readonly (Decision & { key: TitleKey })[]): Decisions {
  const decisions = new Map<TitleKey, Decision[]>();
  for (const { key, number, kind } of rows) {
    const known = decisions.get(key);
    if (known === undefined) decisions.set(key, [{ number, kind }]);
    else known.push({ number, kind });
  }
  return decisions;
}
