import { ask } from './coordinator.ts';

/** The folder of the project with everything built, for tests that run our programs as processes of their own. */
export function builtProject(): Promise<string> {
  return ask<string>('POST', '/build');
}
