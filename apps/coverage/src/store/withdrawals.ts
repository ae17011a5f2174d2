import type { Fields, WithdrawalItemState } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { participantNumbers } from './participants.ts';

/** What was decided about copies of a title, with whose they are. */
export type DecidedItem = Fields<WithdrawalItemState> & { readonly participant: string };

/** Takes over what was decided; of each item the highest version wins. Gives the keys of the titles that it is about. */
export async function takeWithdrawals(em: EntityManager, items: readonly DecidedItem[]): Promise<string[]> {
  const numbers = await participantNumbers(
    em,
    items.map(({ participant }) => participant),
  );
  const rows = items.map(({ item, version, participant, key, copies, state }) => ({
    item,
    version,
    participant: numbers.get(participant),
    key,
    copies,
    state,
  }));
  const taken = await em.execute<{ key: string; before: string | null }[]>(
    `insert into withdrawal_item as w (item, version, participant, key, copies, state)
     select distinct on (item) item, version, participant, key, copies, state
       from json_to_recordset(?::json) as n (item uuid, version int, participant int, key bigint, copies int, state text)
      order by item, version desc
     on conflict (item) do update set version = excluded.version, participant = excluded.participant, key = excluded.key,
       copies = excluded.copies, state = excluded.state
      where w.version < excluded.version
     returning new.key::text, old.key::text as before`,
    [JSON.stringify(rows)],
  );
  return [...new Set(taken.flatMap(({ key, before }) => (before === null ? [key] : [key, before])))];
}
