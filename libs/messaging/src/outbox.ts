import { randomUUID } from 'node:crypto';
import { type Fact, type FactType, typeOf } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { connectionKey, traceparent } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { MESSAGING, type Messaging } from './options.ts';
import { addPartitions } from './partitions.ts';
import { bound } from './sql.ts';
import { subjectOf } from './subjects.ts';
import { Wake } from './wake.ts';

/** Part of what the bus carries in one message that an event may fill; in an answer its quotes are escaped as well. */
const SHARE = 0.45;

/** Facts that one selection is expected to give at most; partitions for so many are made beforehand. */
const ROWS_SELECTED = 1000;

/**
 * Not a prepared statement: within one transaction that would not notice a partition which was attached meanwhile.
 */
const ADD = `
  with added as (
    insert into outbox (id, type, subject, data, traceparent)
    select id, type, subject, data, $5
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality as fact (id, type, subject, data, n)
     order by n
    returning position)
  select max(position)::text as last from added`;

/** Keeps what a transaction has to say, in that same transaction: it is told if and only if the transaction commits. */
@Injectable()
export class Outbox implements OnModuleInit {
  /** Connections whose open transaction has written to the outbox. */
  private readonly telling = new WeakSet<object>();
  private readonly committing = new WeakSet<object>();
  private top = 0n;
  private last = 0n;
  private growing: Promise<void> | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly wake: Wake,
    @Inject(MESSAGING) private readonly options: Messaging,
  ) {}

  async onModuleInit(): Promise<void> {
    this.wakeAfterCommit();
    this.top = await addPartitions(this.em, this.options.partitionRows);
  }

  /**
   * One statement, whatever the number of facts. Joins the transaction of `em.transactional`; refuses outside one. A
   * fact of more than about a thousand changes should be split by who makes it.
   */
  async add(facts: readonly Fact[], em: EntityManager = this.em): Promise<void> {
    if (!em.isInTransaction()) {
      throw new Error(
        'Outbox.add needs a transaction: call it inside em.transactional, so that state and event commit together',
      );
    }
    if (facts.length === 0) return;
    await this.keepRoom(this.last, facts.length);
    const rows = facts.map((fact) => this.rowOf(fact));
    const [{ last = '0' } = {}] = await bound<{ last?: string }>(em, ADD, [
      rows.map(({ id }) => id),
      rows.map(({ type }) => type),
      rows.map(({ subject }) => subject),
      rows.map(({ data }) => data),
      traceparent() ?? null,
    ]);
    await this.noteTelling(em);
    this.last = BigInt(last);
  }

  /**
   * Facts of one type that PostgreSQL itself puts into words: `select … as participant, … as data`, in the order to tell
   * them. For changes by the thousand, which would else travel here and back; they must be what the contract says.
   */
  async addSelected(
    fact: FactType,
    select: string,
    parameters: readonly unknown[] = [],
    em: EntityManager = this.em,
  ): Promise<void> {
    if (!em.isInTransaction()) {
      throw new Error('Outbox.addSelected needs a transaction: call it inside em.transactional');
    }
    await this.keepRoom(this.last, ROWS_SELECTED);
    const [{ last = null } = {}] = await bound<{ last?: string | null }>(
      em,
      `with added as (
         insert into outbox (id, type, subject, data, traceparent)
         select gen_random_uuid(), '${fact.type}',
                '${fact.type}' || coalesce('.' || regexp_replace(participant, '[^A-Za-z0-9_-]', '_', 'g'), ''),
                data, $${parameters.length + 1}
           from (${select}) told
         returning position)
       select max(position)::text as last from added`,
      [...parameters, traceparent() ?? null],
    );
    if (last === null) return;
    await this.noteTelling(em);
    this.last = BigInt(last);
  }

  private rowOf(fact: Fact): { id: string; type: string; subject: string; data: string } {
    const type = typeOf(fact);
    const data = JSON.stringify(fact);
    const bytes = Buffer.byteLength(data);
    const most = Math.floor(this.options.maxPayload * SHARE);
    if (bytes > most) {
      throw new Refusal(
        'event.too-large',
        `An event ${type} has ${bytes} bytes and may have ${most}; split its changes over several events of about a thousand`,
      );
    }
    return { id: randomUUID(), type, subject: subjectOf(fact), data };
  }

  private async noteTelling(em: EntityManager): Promise<void> {
    const transaction = em.getTransactionContext<object>();
    if (transaction !== undefined) this.telling.add(await connectionKey(transaction));
  }

  /** The relay is woken by this process's own commits; what others commit it finds by looking. */
  private wakeAfterCommit(): void {
    type Args = { transaction?: object & { savepointName?: string } };
    this.em.getEventManager().registerSubscriber({
      beforeTransactionCommit: async ({ transaction }: Args) => {
        if (transaction === undefined || transaction.savepointName !== undefined) return;
        if (this.telling.delete(await connectionKey(transaction))) this.committing.add(transaction);
      },
      afterTransactionCommit: ({ transaction }: Args) => {
        if (transaction !== undefined && this.committing.delete(transaction)) this.wake.now();
      },
    });
  }

  /** Rows for which partitions are there; asked for early, waited for only when there is hardly room left. */
  private async keepRoom(last: bigint, coming: number): Promise<void> {
    const rows = BigInt(this.options.partitionRows);
    const needed = last + BigInt(coming);
    if (needed + rows * 4n < this.top) return;
    this.growing ??= addPartitions(this.em, this.options.partitionRows)
      .then((top) => void (this.top = top))
      .finally(() => (this.growing = undefined));
    if (needed + rows > this.top) await this.growing;
    else this.growing.catch(() => undefined);
  }
}
