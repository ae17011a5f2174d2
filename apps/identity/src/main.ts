import 'reflect-metadata';
import { readConfiguration } from '#libs/platform';
import { IdentityConfiguration } from './configuration.ts';
import { startIdentity } from './start.ts';

const running = await startIdentity(readConfiguration(IdentityConfiguration));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void running.stop());
}
