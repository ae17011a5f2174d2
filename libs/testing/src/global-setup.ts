import { randomBytes } from 'node:crypto';
import { coordinate } from './coordinator.ts';
import { Servers } from './servers.ts';

declare global {
  var testServers: { servers: Servers; run: string; close(): void } | undefined;
}

/** Runs once before all tests, in Jest's main process. Servers are started only when a test asks for one. */
export default async function setUp(): Promise<void> {
  const servers = new Servers();
  const coordinator = await coordinate(servers);
  const run = randomBytes(4).toString('hex');
  process.env['TEST_COORDINATOR'] = coordinator.url;
  process.env['TEST_RUN'] = run;
  globalThis.testServers = { servers, run, close: () => coordinator.close() };
}
