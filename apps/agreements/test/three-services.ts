import { Source } from '../../coverage/test/source.ts';
import { hearOfPlan, registerBoth } from './given.ts';
import { RunningAgreements } from './running.ts';
import { RunningCoverage } from './running-coverage.ts';

/** Agreements and coverage as they run, on one bus with what holdings says: two participants, and a plan in force. */
export class ThreeServices {
  private constructor(
    readonly agreements: RunningAgreements,
    readonly coverage: RunningCoverage,
    readonly holdings: Source,
  ) {}

  static async start(plan: string): Promise<ThreeServices> {
    const agreements = await RunningAgreements.start();
    const coverage = await RunningCoverage.beside(agreements);
    const holdings = await Source.start('holdings', agreements.surroundings.nats.urlOf('holdings'));
    await registerBoth(agreements);
    await coverage.adopt(plan);
    await hearOfPlan(agreements);
    return new ThreeServices(agreements, coverage, holdings);
  }

  async stop(): Promise<void> {
    await this.holdings.stop();
    await this.coverage.stop();
    await this.agreements.stop();
  }
}
