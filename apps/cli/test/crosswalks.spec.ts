import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GivenSystem } from './given-system.ts';

const given = new GivenSystem();
const PATH = '/api/coverage/collection-plans/plan/2/crosswalks';
const draft = { code: 'plan', version: 3, state: 'draft' };

describe('a crosswalk of a plan', () => {
  it('is listed with how many rules it has, and written to a file', async () => {
    const rules = [{ from: '780..789', to: '24.50', label: null }];
    given.system.route = ({ path }) =>
      path.endsWith('.csv') ? { type: 'text/csv', body: 'rules' } : { body: [{ from: 'ddc', to: 'nbc', rules }] };
    expect((await given.system.run('plan', 'crosswalks', 'plan/2')).out).toMatch(/ddc +nbc +1\n/);
    const file = join(given.folder, 'ddc-nbc.csv');
    await given.system.run('plan', 'export-crosswalk', 'plan/2', file, '--from', 'ddc');
    expect(given.system.asked.at(-1)?.path).toBe(`${PATH}/ddc/nbc/crosswalk.csv`);
    expect(await readFile(file, 'utf8')).toBe('rules');
    given.system.route = () => ({ body: [] });
    expect((await given.system.run('plan', 'crosswalks', 'plan/2')).out).toBe('No crosswalks\n');
  });

  it('is brought in as a next version, which tells the lines that lead nowhere', async () => {
    given.system.route = () => ({
      body: { ...draft, rules: 4, leftOut: [{ line: 3, from: '781', to: '24.99' }] },
    });
    const file = await given.file('ddc.csv', 'fromNotation;toNotation\n780;24.50\n781;24.99\n');
    const told = await given.system.run('plan', 'load-crosswalk', 'plan/2', file, '--from', 'ddc');
    expect([told.code, told.out]).toEqual([0, 'plan/3 is a draft with 4 rules from ddc to nbc\n']);
    expect(told.err).toContain('line 3 is left out: nbc has no class 24.99 (781)');
    expect(given.system.asked.at(-1)).toMatchObject({ method: 'POST', path: `${PATH}/ddc/nbc`, type: 'text/csv' });
  });

  it('is taken out as a next version', async () => {
    given.system.route = () => ({ body: draft });
    const told = await given.system.run('plan', 'remove-crosswalk', 'plan/2', '--from', 'siso');
    expect(told.out).toBe('plan/3 is a draft without a crosswalk from siso to nbc\n');
    expect(given.system.asked.at(-1)).toMatchObject({ method: 'DELETE', path: `${PATH}/siso/nbc` });
  });

  it('leads only to classes that are told', async () => {
    given.system.route = () => ({ body: [{ scheme: 'nbc', classes: 2143 }] });
    const told = await given.system.run('plan', 'load-classes', await given.file('nbc.csv', 'notation\n24.50\n'));
    expect(told.out).toBe('2143 classes of nbc are known\n');
    expect(given.system.asked.at(-1)?.path).toBe('/api/coverage/classification-schemes/nbc/classes');
  });

  it('says from where to where', async () => {
    const told = await given.system.run('plan', 'remove-crosswalk', 'plan/2');
    expect([told.code, told.err]).toEqual([expect.any(Number), expect.stringContaining('--from')]);
    expect(told.code).not.toBe(0);
  });
});
