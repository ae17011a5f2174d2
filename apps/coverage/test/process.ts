import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ownProcess } from '#libs/testing';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The service as it is deployed, in a process of its own, for tests that kill it. Ready when it listens or has died. */
export function coverageProcess(environment: Record<string, string>): Promise<ChildProcess> {
  return ownProcess(MAIN, { LOG_LEVEL: 'info', ...environment }, 'listens on');
}
