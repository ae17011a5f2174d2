import { randomUUID } from 'node:crypto';
import type { User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { capacities } from '../queries/capacities.ts';
import { DividingApart } from './dividing-apart.ts';
import { type AskedSettings, Divisions } from './divisions.ts';
import { ScenarioEvaluation } from './scenario-evaluation.ts';
import type { Headway } from './solving.ts';

/** Milliseconds between two times that what is worked out says how far it is, and looks whether to go on. */
const PULSE = 1000;

/** Works divisions out, each on a thread of its own, and lets it be known how far they are. */
@Injectable()
export class Dividing implements OnModuleDestroy {
  private readonly logger = new Logger(Dividing.name);
  private readonly under = new Map<string, { readonly apart: DividingApart; readonly done: Promise<void> }>();

  constructor(
    private readonly em: EntityManager,
    private readonly evaluation: ScenarioEvaluation,
    private readonly divisions: Divisions,
  ) {}

  /** Begins a division on what is known at one moment; gives its id at once. */
  async begin(by: User, settings: AskedSettings): Promise<string> {
    const known = await atOneMoment(this.em, async (tx) => {
      const { plan, on } = await this.evaluation.base(tx);
      return await capacities(tx, plan, on);
    });
    const { plan, on } = known;
    const id = randomUUID();
    await this.divisions.begin(id, by, { plan: plan.plan, version: plan.version, on }, settings);
    try {
      const { factor, moves, seconds } = settings;
      let headway: Headway = { seconds: 0, gap: null };
      const apart = new DividingApart({ known, settings: { factor, moves }, seconds }, (it) => {
        headway = it;
      });
      const done = this.follow(id, apart, () => headway).catch((error: unknown) =>
        this.logger.error({ error, division: id }, 'It could not be noted how a division ended'),
      );
      this.under.set(id, { apart, done });
    } catch (error) {
      await this.divisions.end(id, 'failed');
      throw error;
    }
    return id;
  }

  /** Stops one at once, wherever it is worked out. */
  async cancel(id: string): Promise<void> {
    await this.divisions.end(id, 'cancelled');
    const here = this.under.get(id);
    await here?.apart.stop();
    await here?.done;
  }

  async onModuleDestroy(): Promise<void> {
    for (const [id, { apart, done }] of this.under) {
      await this.divisions.end(id, 'interrupted');
      await apart.stop();
      await done;
    }
  }

  private async follow(id: string, apart: DividingApart, headway: () => Headway): Promise<void> {
    const pulse = setInterval(() => {
      this.divisions.goesOn(id, headway()).then(
        (goes) => (goes ? undefined : apart.stop()),
        (error: unknown) => this.logger.warn({ error, division: id }, 'It is not known how far a division is'),
      );
    }, PULSE);
    try {
      const divided = await apart.ended;
      if (divided === 'stopped') await this.divisions.end(id, 'interrupted');
      else if ('nothing' in divided) await this.divisions.end(id, 'nothing');
      else await this.divisions.end(id, 'done', divided);
    } catch (error) {
      this.logger.error({ error, division: id }, 'A division failed');
      await this.divisions.end(id, 'failed');
    } finally {
      clearInterval(pulse);
      await apart.stop();
      this.under.delete(id);
    }
  }
}
