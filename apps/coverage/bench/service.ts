import { messagingTransports } from '#libs/messaging';
import { readConfiguration, serve, ServiceConfiguration } from '#libs/platform';
import { CoverageModule } from '../src/coverage.module.ts';
import { CollectionPlans } from '../src/store/collection-plans.ts';
import { Verification } from '../src/store/verification.ts';

/**
 * Coverage as it is deployed, in a process that does what its parent tells it: `{ adopt: <plan text> }`, and
 * `{ verify: true }`, which answers how many counters and flags differ from a recomputation.
 */
const configuration = readConfiguration(ServiceConfiguration);
const app = await serve(CoverageModule.with(configuration), {
  service: 'coverage',
  configuration,
  transports: messagingTransports,
});

async function adopt(yaml: string): Promise<void> {
  const plans = app.get(CollectionPlans);
  const { plan, version } = await plans.draft(yaml, 'bench');
  await plans.adopt(plan, version, { supersedes: null, by: 'bench' });
}

async function differences(): Promise<number> {
  const { counters, flags } = await app.get(Verification).verify();
  return Object.values(counters).reduce((sum, { count }) => sum + count, flags.count);
}

process.on('message', ({ adopt: yaml }: { adopt?: string }) => {
  const done = yaml === undefined ? differences() : adopt(yaml);
  done.then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ answer: 'ready' });
