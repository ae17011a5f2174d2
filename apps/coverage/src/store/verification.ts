import type { SnapshotHolding, SnapshotTitle } from '#libs/contracts';
import { SnapshotPages, Stillness } from '#libs/messaging';
import { Clock, type Say } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assess } from '../model/assessment.ts';
import { difference } from '../model/flag.ts';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { assessable } from './assessable.ts';
import {
  compareAgreements,
  compareHoldings,
  compareTitles,
  type Compared,
  type Walked,
} from './compare-with-source.ts';
import { type Differences, differences, NO_DIFFERENCES, together } from './differences.ts';
import { openFlags } from './flags.ts';
import { unsettledParticipants } from './lasting-participants.ts';
import { PlanInForce } from './plan-in-force.ts';
import { COUNTS } from './recount.ts';
import { NEWEST_DAY } from './statistics-by-day.ts';

export interface Verified {
  readonly equal: boolean;
  /** Counters, and under whom participants count, against what they are made of, by table. */
  readonly counters: Readonly<Record<string, Differences>>;
  /** Open flags against a judgement of everything. */
  readonly flags: Differences;
  /** Rows against the sources' own, by part; `null` when the source did not answer. */
  readonly state: Readonly<Record<string, Differences | null>>;
  /** Rows that the source has newer: on their way here, or waiting for their run to finish. */
  readonly underway: number;
}

/** What is being looked at, in order. */
export type VerifiedPart = 'counters' | 'flags' | 'titles' | 'holdings' | 'agreements';

/** Hears how far it is: in rows of the source, of those that are here. */
type Telling = Say<VerifiedPart>;

/** Compares what coverage keeps with what it follows from. Changes nothing. */
@Injectable()
export class Verification {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: PlanInForce,
    private readonly pages: SnapshotPages,
    private readonly clock: Clock,
    private readonly stillness: Stillness,
  ) {}

  async verify(say: Telling = () => undefined): Promise<Verified> {
    const own = await atOneMoment(this.em, async (tx) => {
      say({ part: 'counters' });
      const counters = await this.counters(tx);
      say({ part: 'flags' });
      return { counters, flags: await this.flags(tx) };
    });
    const { done: compared, still } = await this.stillness.during(() => this.compareWithSources(say));
    const whole = {
      holdings: still.has('holdings') && (await this.allFinished()),
      agreements: still.has('agreements'),
    };
    const found = compared.map(([part, source, it]) => [part, it && judged(it, whole[source])] as const);
    const state = Object.fromEntries(found.map(([part, it]) => [part, it && it.wrong]));
    const all = [...Object.values(own.counters), own.flags, ...Object.values(state)];
    return {
      equal: all.every((it) => it?.count === 0),
      ...own,
      state,
      underway: found.reduce((sum, [, it]) => sum + (it?.behind.count ?? 0), 0),
    };
  }

  private async compareWithSources(say: Telling) {
    const titles = await this.compared(() => this.paged<SnapshotTitle>('titles', compareTitles, say));
    const holdings = await this.compared(() => this.paged<SnapshotHolding>('holdings', compareHoldings, say));
    say({ part: 'agreements' });
    const agreements = await this.compared(() => compareAgreements(this.em.fork(), this.pages));
    return [
      ['titles', 'holdings', titles],
      ['holdings', 'holdings', holdings],
      ['agreements', 'agreements', agreements],
    ] as const;
  }

  private async counters(tx: EntityManager): Promise<Record<string, Differences>> {
    const found: Record<string, Differences> = {};
    for (const [table, definition] of Object.entries(COUNTS)) {
      const zero =
        table === 'responsible' || table === 'retained_title'
          ? 'true'
          : table === 'participant_statistics'
            ? '(titles, copies, on_order) <> (0, 0, 0)'
            : 'titles <> 0';
      found[table] = await between(tx, `select * from ${table} where ${zero}`, definition);
    }
    const some = 'where (titles, copies, extant, on_order) <> (0, 0, 0, 0)';
    const { kept, counted } = NEWEST_DAY;
    found['statistics_by_day'] = await between(
      tx,
      `select * from (${kept}) k ${some}`,
      `select * from (${counted}) c ${some}`,
    );
    // Before a first judgement nobody was asked under whom they count.
    const { assessedOn } = await this.plans.standing(tx);
    found['participant'] = differences(assessedOn === null ? [] : await unsettledParticipants(tx, assessedOn));
    return found;
  }

  private async flags(tx: EntityManager): Promise<Differences> {
    const { compiled, assessedOn } = await this.plans.standing(tx);
    const open = await openFlags(tx, 'all');
    if (compiled === null) return differences(open.map(({ id }) => `open without a plan: ${id}`));
    const numbers = compiled.plan.profiles.map((_, place) => place + 1);
    const on = assessedOn ?? this.clock.today();
    const { raised, updated, cleared } = difference(
      open,
      assess(await assessable(tx, compiled.plan, numbers, 'all', on)),
    );
    return differences([
      ...raised.map(({ id, kind }) => `not open but should be: ${kind} ${id}`),
      ...updated.map(({ id, kind }) => `other numbers: ${kind} ${id}`),
      ...cleared.map(({ id, kind }) => `open but should not be: ${kind} ${id}`),
    ]);
  }

  /** Holdings of a run wait until it has finished. */
  private async allFinished(): Promise<boolean> {
    const open = await this.em.fork().execute('select from run where not finished limit 1');
    return open.length === 0;
  }

  private async paged<Row>(
    part: 'titles' | 'holdings',
    compare: (em: EntityManager, pages: AsyncGenerator<readonly Row[]>, walked: Walked) => Promise<Compared>,
    say: Telling,
  ): Promise<Compared> {
    const em = this.em.fork();
    say({ part });
    const [here] = await em.execute<{ rows: number }[]>(`select count(*)::int as rows from ${PRESENT[part]}`);
    return await compare(em, this.pages.of<Row>('holdings', part), (done) => say({ part, done, of: here!.rows }));
  }

  /** A source that is away leaves its part unanswered, not the others. */
  private async compared(ask: () => Promise<Compared>): Promise<Compared | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Error && error.name === 'Unanswered') return null;
      throw error;
    }
  }
}

const PRESENT = { titles: 'title where not gone', holdings: 'holding where copies > 0 or on_order > 0' } as const;

/** Where nothing is on its way, what the source has newer was missed. */
function judged({ wrong, behind }: Compared, whole: boolean): Compared {
  return whole ? { wrong: together(wrong, behind), behind: NO_DIFFERENCES } : { wrong, behind };
}

async function between(tx: EntityManager, kept: string, counted: string): Promise<Differences> {
  const rows = await tx.execute<{ line: string }[]>(
    `with kept as (${kept}), counted as (${counted})
     select 'kept ' || to_jsonb(k)::text as line from (select * from kept except select * from counted) k
     union all
     select 'counted ' || to_jsonb(c)::text from (select * from counted except select * from kept) c`,
  );
  return differences(rows.map(({ line }) => line));
}
