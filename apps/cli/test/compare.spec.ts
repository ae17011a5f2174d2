import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GivenSystem } from './given-system.ts';

const given = new GivenSystem();

describe('two days', () => {
  const flow = { added: 12, withdrawn: 3, otherwise: -1 };
  const counts = { responsible: { before: 2, after: 3 }, flags: { before: 1, after: 0 } };
  const profile = { code: 'nbc-24', name: { nl: 'Muziek' }, titleFlow: flow, ...counts };
  const days = {
    from: '2026-01-01',
    to: '2026-06-30',
    profiles: [
      { ...profile, knownFrom: '2025-12-01', titles: { before: 100, after: 108 } },
      { ...profile, code: 'nbc-15', knownFrom: '2026-03-01', titles: { before: null, after: 50 } },
    ],
  };

  it('are told side by side, without what is not known', async () => {
    given.system.route = () => ({ body: days });
    const told = await given.system.run('compare', '2026-01-01', '2026-06-30');
    expect(given.system.asked.at(-1)?.path).toBe('/api/coverage/coverage/days?from=2026-01-01&to=2026-06-30');
    expect(told.out).toMatch(/nbc-24 Muziek +100 +108 +12 +3 +-1 +2 → 3 +1 → 0\n/);
    expect(told.out).toMatch(/nbc-15 Muziek +unknown +50 +- +- +- +2 → 3/);
    expect(told.out).toContain('Figures are known from 2026-03-01 on');
  });

  it('are written to a file, of one profile', async () => {
    given.system.route = () => ({ type: 'text/csv', body: 'days' });
    const file = join(given.folder, 'dagen.csv');
    await given.system.run('compare', '2026-01-01', '--profile', 'nbc-24', '--csv', file);
    expect(given.system.asked.at(-1)?.path).toBe('/api/coverage/coverage/days.csv?from=2026-01-01&profile=nbc-24');
    expect(await readFile(file, 'utf8')).toBe('days');
  });
});
