import { describe, expect, it } from '@jest/globals';
import { errorIn } from './log-tail.ts';

describe('what a log line tells on the console', () => {
  it.each([
    [
      'an error with its cause',
      '{"level":50,"msg":"Import failed","err":{"message":"no room"}}',
      'Import failed: no room',
    ],
    ['an error that repeats its cause', '{"level":60,"msg":"no room","err":{"message":"no room"}}', 'no room'],
    ['information', '{"level":30,"msg":"listens"}', undefined],
    ['something that is no log line', 'Debugger attached', undefined],
    ['half a line', '{"level":50,"ms', undefined],
  ])('%s', (_what, line, told) => {
    expect(errorIn(line)).toBe(told);
  });
});
