import { WithdrawalDecidedV1 } from '#libs/contracts';
import { type Day, type Isil, Refusal } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { type TitleStanding, UNKNOWN_TITLE, type WithdrawalRule } from '../model/withdrawal-advice.ts';
import { type ProposedItem, WithdrawalItem } from '../model/withdrawal-item.ts';
import { Participants } from './participants.ts';
import { lockTitles, prepareLocks, standingsOf, withdrawalRule } from './title-standings.ts';

const PER_FACT = 1000;

/** A list of copies that a participant wants to dispose of. */
export interface Withdrawal {
  readonly id: string;
  readonly participant: Isil;
  readonly name: string;
  readonly proposedOn: Day;
  readonly acceptBy: Day;
  readonly profile: string | null;
}

const READ = `
  select id, version, withdrawal, position, participant, identifier, key::text, title::text, copies, advice, reason, state,
         leaves, remaining, minimum, offered_to as "offeredTo", accept_by::text as "acceptBy", accepted_by as "acceptedBy",
         overridden_because as "overriddenBecause", filled, unmet
    from withdrawal_item`;

const WRITE = `
  insert into withdrawal_item
  select id, version, withdrawal, position, participant, identifier, key, title, copies, advice, reason, state, leaves,
         remaining, minimum, "offeredTo", "acceptBy", "acceptedBy", "overriddenBecause", filled, unmet
    from json_to_recordset(?::json) as item (
         id uuid, version int, withdrawal uuid, position int, participant text, identifier text, key bigint, title bigint,
         copies int, advice text, reason text, state text, leaves int, remaining int, minimum int, "offeredTo" text[],
         "acceptBy" date, "acceptedBy" text, "overriddenBecause" text, filled int, unmet int)
  on conflict (id) do update
     set (version, advice, reason, state, leaves, remaining, minimum, offered_to, accept_by, accepted_by,
          overridden_because, filled, unmet) =
         (excluded.version, excluded.advice, excluded.reason, excluded.state, excluded.leaves, excluded.remaining,
          excluded.minimum, excluded.offered_to, excluded.accept_by, excluded.accepted_by,
          excluded.overridden_because, excluded.filled, excluded.unmet)`;

/** Decides about copies that are to go, under a lock for each title, and tells of it in the same transaction. */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly participants: Participants,
  ) {}

  /** Decides about every item by its advice. A withdrawal that is there already, by its id, is left as it is. */
  async propose(withdrawal: Withdrawal, proposed: readonly ProposedItem[]): Promise<void> {
    const titles = titlesAmong(proposed);
    await prepareLocks(this.em, titles);
    await this.em.transactional(async (tx) => {
      await this.participants.get(withdrawal.participant);
      await lockTitles(tx, titles);
      const { id, participant, name, proposedOn, acceptBy, profile } = withdrawal;
      const made = await tx.execute<object[]>(
        `insert into withdrawal (id, participant, name, proposed_on, accept_by) values (?, ?, ?, ?, ?)
         on conflict do nothing returning id`,
        [id, participant, name, proposedOn, acceptBy],
      );
      if (made.length === 0) return;
      const rule = await withdrawalRule(tx);
      const standings = await standingsOf(tx, titles, { participant, profile, on: proposedOn, except: [] });
      const items = proposed.map((one) => {
        const item = new WithdrawalItem(one);
        item.propose(standings.get(one.title ?? '') ?? UNKNOWN_TITLE, rule);
        return item;
      });
      await this.save(tx, items);
    });
  }

  /** Loads an item, lets `decide` change it by how its title stands, and saves it with what it says, or nothing. */
  async change(
    id: string,
    on: Day,
    decide: (
      item: WithdrawalItem,
      standing: TitleStanding,
      rule: WithdrawalRule,
      tx: EntityManager,
    ) => void | Promise<void>,
  ): Promise<void> {
    await this.changeAll([id], on, decide, () => {
      throw unknownItem(id);
    });
  }

  /** Releases what nobody took over by its last day, or keeps it when it is the last by now. Gives how many there were. */
  async releaseDue(today: Day): Promise<number> {
    const due = await this.em.execute<{ id: string }[]>(
      `select id from withdrawal_item where state = 'offered' and accept_by < ? order by accept_by, id limit 1000`,
      [today],
    );
    await this.changeAll(
      due.map(({ id }) => id),
      today,
      (item, standing, rule) => {
        if (item.state === 'offered' && item.acceptBy < today) item.release(standing, rule, today);
      },
    );
    return due.length;
  }

  /** Holdings told that copies are gone which were let go: from now on they are not counted, so need not be counted off. */
  async noteGone(): Promise<void> {
    const gone = await this.em.execute<{ id: string }[]>(
      `update withdrawal_item i set state = 'gone', version = i.version + 1
         from heard_holding told join holding h using (title, participant)
        where (h.title, h.participant) = (i.title, i.participant) and i.state = 'free' and h.extant <= i.leaves
       returning i.id`,
    );
    if (gone.length > 0)
      await this.tell(
        await this.read(
          this.em,
          gone.map(({ id }) => id),
        ),
      );
  }

  private async changeAll(
    ids: readonly string[],
    on: Day,
    decide: (
      item: WithdrawalItem,
      standing: TitleStanding,
      rule: WithdrawalRule,
      tx: EntityManager,
    ) => void | Promise<void>,
    missing: () => void = () => {},
  ): Promise<void> {
    const titles = titlesAmong(await this.read(this.em, ids));
    await prepareLocks(this.em, titles);
    await this.em.transactional(async (tx) => {
      await lockTitles(tx, titles);
      const items = await this.read(tx, ids);
      if (items.length < ids.length) missing();
      const rule = await withdrawalRule(tx);
      const changed: WithdrawalItem[] = [];
      // One after the other, since each may take what the next one counts on.
      for (const item of items) {
        const { participant, version, title } = item;
        const asking = { participant, profile: null, on, except: [item.id] };
        const standings = await standingsOf(tx, title === null ? [] : [title], asking);
        await decide(item, standings.get(title ?? '') ?? UNKNOWN_TITLE, rule, tx);
        if (item.version === version) continue;
        await this.write(tx, [item]);
        changed.push(item);
      }
      await this.tell(changed);
    });
  }

  private async read(em: EntityManager, ids: readonly string[]): Promise<WithdrawalItem[]> {
    const rows = await em.execute<WithdrawalItem[]>(
      `${READ} where id in (select json_array_elements_text(?::json)::uuid) order by withdrawal, position`,
      [JSON.stringify(ids)],
    );
    return rows.map((row) => Object.assign(new WithdrawalItem(row), row));
  }

  private async save(em: EntityManager, items: readonly WithdrawalItem[]): Promise<void> {
    await this.write(em, items);
    await this.tell(items);
  }

  private async write(em: EntityManager, items: readonly WithdrawalItem[]): Promise<void> {
    await em.execute(WRITE, [JSON.stringify(items)]);
  }

  private async tell(items: readonly WithdrawalItem[]): Promise<void> {
    const facts: WithdrawalDecidedV1[] = [];
    for (const some of Map.groupBy(items, (item) => item.withdrawal).values()) {
      for (let at = 0; at < some.length; at += PER_FACT) {
        const [{ withdrawal, participant } = { withdrawal: '', participant: '' }] = some;
        const told = some.slice(at, at + PER_FACT).map((item) => item.told());
        facts.push(WithdrawalDecidedV1.of({ withdrawal, participant, items: told }));
      }
    }
    await this.outbox.add(facts);
  }
}

function titlesAmong(items: readonly { readonly title: string | null }[]): string[] {
  return [...new Set(items.flatMap(({ title }) => title ?? []))].toSorted();
}

export function unknownItem(id: string): Refusal {
  return new Refusal('withdrawal.unknown', `There is no item ${id} of a withdrawal`);
}

export function unknownWithdrawal(id: string): Refusal {
  return new Refusal('withdrawal.unknown', `There is no withdrawal ${id}`);
}
