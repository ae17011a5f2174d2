import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { typeOf, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { Clock, ProblemFilter, ServiceConfiguration, validation } from '#libs/platform';
import {
  freshDatabase,
  freshNats,
  testIssuer,
  type FreshDatabase,
  type FreshNats,
  type TestIssuer,
} from '#libs/testing';
import { EntityManager } from '@mikro-orm/postgresql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyInstance } from 'fastify';
import { CoverageModule } from '../src/coverage.module.ts';
import { takeCsv } from '../src/http/csv-body.ts';
import { migrations } from '../src/migrations/index.ts';
import { reactions } from '../src/on/index.ts';
import { OnNewDay } from '../src/on/new-day.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { ANY_HOLDERS_CHANGED } from '../src/store/holder-changes.ts';
import { PlanInForce } from '../src/store/plan-in-force.ts';
import { LOCK_PROJECTION } from '../src/store/projection.ts';

/** A clock that stands still until it is moved. */
export class StandingClock extends Clock {
  private instant = new Date('2026-06-01T12:00:00Z');

  override now(): Date {
    return this.instant;
  }

  moveTo(day: Day): void {
    this.instant = new Date(`${day}T12:00:00Z`);
  }
}

export interface Said {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The whole service on a database of its own; nothing hears for it but `hear`. */
export class RunningCoverage {
  readonly clock = new StandingClock();
  private told = 0n;

  static async start(): Promise<RunningCoverage> {
    const parts = await Promise.all([freshDatabase('coverage', migrations), freshNats(), testIssuer()]);
    const running = new RunningCoverage(...parts);
    await running.begin();
    return running;
  }

  app!: NestFastifyApplication;

  private constructor(
    readonly database: FreshDatabase,
    readonly nats: FreshNats,
    readonly issuer: TestIssuer,
  ) {}

  private async begin(): Promise<void> {
    const configuration = Object.assign(new ServiceConfiguration(), {
      DATABASE_URL: this.database.url,
      NATS_URL: this.nats.url,
      LOG_LEVEL: 'fatal',
      ...this.issuer.env,
    });
    const module = await Test.createTestingModule({ imports: [CoverageModule.with(configuration)] })
      .overrideProvider(Clock)
      .useValue(this.clock)
      .compile();
    this.app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    this.app.useGlobalPipes(validation());
    this.app.useGlobalFilters(new ProblemFilter());
    const fastify: FastifyInstance = this.app.getHttpAdapter().getInstance();
    fastify.addContentTypeParser('application/yaml', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    takeCsv(fastify);
    await this.app.init();
  }

  get em(): EntityManager {
    return this.app.get(EntityManager).fork();
  }

  /** Gives facts to their reactions in one transaction, consecutive ones of a type together, as the transport does. */
  hear(...facts: Fact[]): Promise<void> {
    return this.react(facts, () => undefined);
  }

  /** The same, but the service dies just before its commit, and is started again: nothing of it has happened. */
  async dieHearing(...facts: Fact[]): Promise<void> {
    class Died extends Error {}
    const dies = this.react(facts, () => {
      throw new Died();
    });
    await dies.catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    this.app.get(PlanInForce).forget();
  }

  private async react(facts: readonly Fact[], beforeCommit: () => void): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(LOCK_PROJECTION);
      for (const some of consecutive(facts)) {
        const name = typeOf(some[0]!)
          .split('.')[1]!
          .replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
        const reaction = reactions.find((it) => it.name === `On${name}`)!;
        const deliveries = some.map((data) => ({ id: randomUUID(), time: this.clock.now().toISOString(), data }));
        await this.app.get<{ react(it: unknown): Promise<void> }>(reaction).react(deliveries);
      }
      beforeCommit();
    });
  }

  async adopt(yaml: string, supersedes: string | null = null): Promise<void> {
    const plans = this.app.get(CollectionPlans);
    await this.em.transactional(async () => {
      const { plan, version } = await plans.draft(yaml, 'owner');
      await plans.adopt(plan, version, { supersedes, by: 'owner' });
    });
  }

  /** Begins again with nothing. */
  async forget(): Promise<void> {
    await this.em
      .execute(`truncate collection_plan, scenario, division, plan_consultation, plan_comment, action_report, plan_profile, participant, title, title_alias, holding, run, pending_title,
      pending_holding, agreement, acquisition_plan, planned_title, withdrawal_item, retention_commitment, retained_title, retained_statistics, participant_statistics, holders_histogram, responsible,
      pair_statistics, statistics_by_day, counted_profile, regrouping, flag, flag_history, follow_up, follow_up_history, outbox`);
    await this.em.execute(ANY_HOLDERS_CHANGED);
    await this.em.execute(
      'update projection set plan = null, plan_version = null, assessed_on = null, counted_on = null',
    );
    this.app.get(PlanInForce).forget();
    this.clock.moveTo('2026-06-01');
  }

  async newDay(day: Day): Promise<void> {
    this.clock.moveTo(day);
    await this.app.get(OnNewDay).look();
  }

  /** What was said since the last time this was asked, in the order of the outbox: of its numbers, not of their text. */
  async said(): Promise<Said[]> {
    const rows = await this.em.execute<{ position: string; type: string; data: string }[]>(
      'select o.position::text, o.type, o.data from outbox o where o.position > ?::bigint order by o.txid, o.position',
      [String(this.told)],
    );
    for (const { position } of rows) if (BigInt(position) > this.told) this.told = BigInt(position);
    return rows.map(({ type, data }) => ({ type, data: JSON.parse(data) as Record<string, unknown> }));
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    await this.nats.stop();
    await this.issuer.stop();
  }
}

function consecutive(facts: readonly Fact[]): Fact[][] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    if (last !== undefined && typeOf(last[0]!) === typeOf(fact)) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

export const EXAMPLE_PLAN = readFileSync(new URL('../examples/muziek.yaml', import.meta.url), 'utf8');
