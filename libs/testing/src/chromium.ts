import { ask } from './coordinator.ts';

/** Path of the browser that the tests drive; installed first where it is missing and that is possible. */
export function chromiumPath(): Promise<string> {
  return ask<string>('POST', '/chromium');
}
