import {
  type ActingForQuestion,
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  HoldingsChangedV1,
  ParticipantChangedV1,
  RetentionCommitmentsChangedV1,
  SNAPSHOT_PARTS,
  TitlesChangedV1,
  WithdrawalDecidedV1,
  type Fact,
  type SnapshotPage,
  type SnapshotQuestion,
} from '#libs/contracts';
import { Answers, askOf, MessagingModule, messagingMigrations, messagingTransports, Outbox } from '#libs/messaging';
import { DatabaseModule } from '#libs/platform';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Module, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Payload, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';

type Row = object & { readonly version: number };

/** What a source has after all it told; the newest version of each thing. */
class Kept {
  readonly parts = new Map<string, Map<string, Row>>();
  /** For whom participants act. */
  readonly actingFor = new Map<string, readonly string[]>();

  note(fact: Fact): void {
    if (fact instanceof TitlesChangedV1) {
      for (const it of fact.titles)
        this.keep(
          'titles',
          it.id,
          it.gone === true ? null : Object.assign({}, it, { version: fact.version }),
          fact.version,
        );
    } else if (fact instanceof HoldingsChangedV1) {
      for (const it of fact.holdings) {
        const there = it.copies + it.extant + it.onOrder > 0;
        const row = Object.assign({}, it, { participant: fact.participant, version: fact.version });
        this.keep('holdings', `${it.title} ${fact.participant}`, there ? row : null, fact.version);
      }
    } else if (fact instanceof ParticipantChangedV1)
      this.keep('participants', fact.isil, Object.assign({}, fact), fact.version);
    else if (fact instanceof AgreementChangedV1)
      this.keep('agreements', fact.agreement, Object.assign({}, fact), fact.version);
    else if (fact instanceof RetentionCommitmentsChangedV1) {
      for (const it of fact.commitments) this.keep('commitments', it.commitment, it, it.version);
    } else if (fact instanceof WithdrawalDecidedV1) {
      const { participant, items } = fact;
      for (const it of items) this.keep('withdrawals', it.item, Object.assign({}, it, { participant }), it.version);
    } else if (fact instanceof AcquisitionPlanSubmittedV1) {
      this.keep('plans', fact.plan, Object.assign({}, fact, { state: 'submitted' }), fact.version);
    } else if (fact instanceof AcquisitionPlanDecidedV1) {
      const plan = this.parts.get('plans')?.get(fact.plan);
      if (plan !== undefined)
        this.keep(
          'plans',
          fact.plan,
          Object.assign({}, plan, { version: fact.version, state: fact.decision }),
          fact.version,
        );
    }
  }

  page({ part, after = '', limit }: SnapshotQuestion): SnapshotPage<Row> {
    const rows = [...(this.parts.get(part) ?? [])]
      .filter(([key]) => key > after)
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
    const some = rows.slice(0, limit);
    return { rows: some.map(([, row]) => row), next: rows.length > limit ? (some.at(-1)?.[0] ?? null) : null };
  }

  private readonly versions = new Map<string, number>();

  private keep(part: string, key: string, row: Row | null, version: number): void {
    if ((this.versions.get(`${part} ${key}`) ?? 0) >= version) return;
    this.versions.set(`${part} ${key}`, version);
    const rows = this.parts.get(part) ?? new Map<string, Row>();
    this.parts.set(part, rows);
    if (row === null) rows.delete(key);
    else rows.set(key, row);
  }
}

/** Holdings or agreements as coverage meets it: an outbox with a relay, and answers about what it has. */
export class Source {
  readonly kept = new Kept();

  static async start(service: 'holdings' | 'agreements', natsUrl: string): Promise<Source> {
    const database = await freshDatabase(service, messagingMigrations);
    const source = new Source(database);
    source.app = await NestFactory.create(moduleOf(service, database.url, natsUrl, source.kept), new FastifyAdapter(), {
      logger: false,
    });
    for (const transport of messagingTransports(source.app))
      source.app.connectMicroservice<MicroserviceOptions>(transport);
    await source.app.init();
    await source.app.startAllMicroservices();
    return source;
  }

  private app!: INestApplication;

  private constructor(readonly database: FreshDatabase) {}

  /** Commits facts, in one transaction. */
  async say(...facts: Fact[]): Promise<void> {
    for (const fact of facts) this.kept.note(fact);
    await this.app
      .get(EntityManager)
      .fork()
      .transactional(() => this.app.get(Outbox).add(facts));
  }

  /** How many events it has said in all, as numbered by its relay. */
  async head(): Promise<number> {
    const [row] = await this.database.orm.em.fork().execute<{ n: number }[]>('select count(*)::int as n from outbox');
    return row?.n ?? 0;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

function moduleOf(service: 'holdings' | 'agreements', url: string, natsUrl: string, kept: Kept): Type {
  @Controller()
  class Snapshot {
    @Answers(askOf(service, 'snapshot'))
    page(@Payload() question: SnapshotQuestion): SnapshotPage<Row> {
      if (!(SNAPSHOT_PARTS[service] as readonly string[]).includes(question.part)) throw new Error(question.part);
      return kept.page(Object.assign({}, question, { limit: 3 }));
    }

    @Answers(askOf(service, 'acting-for'))
    actingFor(@Payload() { participant }: ActingForQuestion): readonly string[] {
      return kept.actingFor.get(participant) ?? [];
    }
  }

  @Module({
    imports: [
      DatabaseModule.with({ url, migrations: messagingMigrations }),
      MessagingModule.forService(service, { natsUrl, leaseSeconds: 1, headEvery: 200 }),
    ],
    controllers: [Snapshot],
  })
  class SourceModule {}
  return SourceModule;
}
