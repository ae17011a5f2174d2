import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GivenSystem } from './given-system.ts';
import { problem } from './small-system.ts';

const given = new GivenSystem();

const run = {
  id: 'r1',
  participant: 'NL-1',
  source: 'x',
  mode: 'full',
  format: 'csv',
  bytes: 12,
  bytesRead: 12,
  parts: [],
};
const totals = { records: 1200, rejected: 2, added: 1100, changed: 80, removed: 18, unchanged: 0, applied: 1200 };
const done = { ...run, ...totals, state: 'done', reason: null, held: null };
const held = { ...done, state: 'held', held: { removes: 900, of: 1000 } };

describe('an import', () => {
  it('streams the file, tells its steps and its totals, and shows what was rejected', async () => {
    const content = 'isbn,title\n'.repeat(20_000);
    const states = [{ ...done, state: 'reading', bytesRead: 6 }, { ...done, state: 'applying', applied: 3 }, done];
    given.system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.startsWith('/api/holdings/imports/r1/rejects/file')) return { type: 'text/csv', body: 'bad line\n' };
      if (!path.startsWith('/api/holdings/imports/r1/rejects')) return { body: states.shift() };
      const items = [{ position: 17, code: 'csv.count', message: "'veel' is no number", hint: 'Write a whole number' }];
      return { body: { items, next: null } };
    };
    const rejects = join(given.folder, 'rejects.csv');
    const path = await given.file('list.csv', content);
    const told = await given.system.run(
      'holdings',
      'import',
      path,
      '--participant',
      'NL-1',
      '--mode',
      'full',
      '--rejects',
      rejects,
    );
    expect(told.code).toBe(0);
    expect(given.system.asked[0]).toMatchObject({
      path: '/api/holdings/participants/NL-1/imports?mode=full&filename=list.csv',
      body: content,
    });
    expect(told.err.split('\n')).toEqual([
      'Sending (220,000)',
      'Reading (12)',
      'Applying (1,200)',
      `The rejected records are in ${rejects}`,
      '',
    ]);
    expect(told.out).toMatch(/1,200 +2 +1,100 +80 +18 +0/);
    expect(told.out).toMatch(/17 {2}'veel' is no number {2}Write a whole number/);
    expect(told.out).toContain('… and 1 more; save them all with --rejects FILE');
    expect(await readFile(rejects, 'utf8')).toBe('bad line\n');
  });

  it('that would remove much is held: exit code 4, and how to go on', async () => {
    given.system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      return path.includes('/rejects') ? { body: { items: [], next: null } } : { body: held };
    };
    const path = await given.file('list.csv', 'isbn\n');
    const told = await given.system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'full');
    expect(told.code).toBe(4);
    expect(told.out).toContain('This delivery would remove 900 of 1,000 titles held. It is held.');
    expect(told.out).toContain('collectie holdings confirm r1');
  });

  it('goes on past what is held with --yes', async () => {
    let confirmed = false;
    given.system.route = ({ method, path }) => {
      if (path.endsWith('/confirm')) confirmed = true;
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      return path.includes('/rejects') ? { body: { items: [], next: null } } : { body: confirmed ? done : held };
    };
    const path = await given.file('list.csv', 'isbn\n');
    const told = await given.system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'full', '--yes');
    expect([told.code, confirmed]).toEqual([0, true]);
  });

  it('of a file for several is followed to the end of each part, and says which is held', async () => {
    const parts = [
      { ...done, id: 'p1', participant: 'NL-2', state: 'received' },
      { ...done, id: 'p2', participant: 'NL-3', state: 'received' },
    ];
    given.system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.includes('/rejects')) return { body: { items: [], next: null } };
      if (path.endsWith('/p1')) return { body: { ...parts[0], state: 'done' } };
      if (path.endsWith('/p2')) return { body: { ...held, id: 'p2', participant: 'NL-3' } };
      return { body: { ...done, parts } };
    };
    const path = await given.file('list.csv', 'isil;isbn\n');
    const told = await given.system.run(
      'holdings',
      'import',
      path,
      '--participant',
      'NL-1',
      '--mode',
      'full',
      '--shared',
    );
    expect(told.code).toBe(4);
    expect(given.system.asked[0]?.path).toBe(
      '/api/holdings/participants/NL-1/imports?mode=full&filename=list.csv&shared=true',
    );
    expect(told.out).toMatch(/NL-2 +done +1,200 +2/);
    expect(told.out).toMatch(/NL-3 +held +1,200 +2/);
    expect(told.out).toContain('Go on with: collectie holdings confirm p2');
  });

  it('that failed tells the reason and exits with 3', async () => {
    given.system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.includes('/rejects')) return { body: { items: [], next: null } };
      return { body: { ...done, state: 'failed', reason: 'No column tells which title a line is about' } };
    };
    const path = await given.file('list.csv', 'x\n');
    const told = await given.system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'delta');
    expect(told.code).toBe(3);
    expect(told.out).toContain('Failed: No column tells which title a line is about');
  });

  it('that is refused at once is told, however large the file', async () => {
    given.system.route = () => ({ status: 404, body: problem('participant.unknown', 'There is no participant NL-9') });
    const path = await given.file('list.csv', 'x'.repeat(5_000_000));
    const told = await given.system.run('holdings', 'import', path, '--participant', 'NL-9', '--mode', 'delta');
    expect(told.err).toContain('There is no participant NL-9 [participant.unknown]');
  });

  it('of a file that is not there says so', async () => {
    const told = await given.system.run(
      'holdings',
      'import',
      join(given.folder, 'no.csv'),
      '--participant',
      'NL-1',
      '--mode',
      'full',
    );
    expect(told.err).toContain('no.csv cannot be read: there is no such file [file.unreadable]');
    expect(told.code).toBe(3);
  });
});

describe('a harvest', () => {
  const fetched = { startedAt: '2026-03-01T08:00:00.000Z', mode: 'delta', state: 'delivered', records: 7, deleted: 1 };
  const setting = { url: 'https://oai.example.org/', enabled: true, nextAt: '2026-03-02T08:00:00.000Z' };
  const nothing = { reason: null, trouble: null };
  const of = ['--participant', 'NL-1', '--source', 'mijn bron'];

  it('is set by the address of the repository, beside that of the system', async () => {
    given.system.route = () => ({ body: { setting, harvests: [] } });
    const asked = ['--repository', setting.url, '--prefix', 'marcxml', '--every', '12'];
    const told = await given.system.run('holdings', 'harvest', 'set', ...of, ...asked);
    expect(told.code).toBe(0);
    expect(given.system.asked[0]).toMatchObject({
      method: 'PUT',
      path: '/api/holdings/participants/NL-1/sources/mijn%20bron/harvest',
    });
    expect(JSON.parse(given.system.asked[0]?.body ?? '')).toEqual({
      url: setting.url,
      prefix: 'marcxml',
      set: null,
      everyHours: 12,
      enabled: true,
    });
    expect(told.out).toContain('the next time is 2026-03-02T08:00:00.000Z');
    const wrong = await given.system.run(
      'holdings',
      'harvest',
      'set',
      ...of,
      '--repository',
      'x',
      '--prefix',
      'x',
      '--every',
      '0',
    );
    expect(wrong.code).toBe(2);
  });

  it('is asked for, and tells what waits for a yes', async () => {
    const waits = { ...fetched, ...nothing, run: 'r9', runState: 'held' };
    const failed = { ...fetched, state: 'failed', reason: 'No such format', trouble: null, run: null, runState: null };
    given.system.route = () => ({ body: { setting, harvests: [waits, failed] } });
    const told = await given.system.run('holdings', 'harvest', 'now', ...of, '--all');
    expect(given.system.asked[0]).toMatchObject({ method: 'POST', body: JSON.stringify({ what: 'all' }) });
    expect(told.out).toMatch(/delta +delivered +7 +1 +held/);
    expect(told.out).toMatch(/failed +7 +1 +No such format/);
    expect(told.out).toContain('collectie holdings confirm r9');
    await given.system.run('holdings', 'harvest', 'status', ...of);
    expect(given.system.asked.at(-1)).toMatchObject({ method: 'GET' });
  });

  it('that was never set says so', async () => {
    given.system.route = () => ({ body: { setting: null, harvests: [] } });
    expect((await given.system.run('holdings', 'harvest', 'status', ...of)).out).toContain('not set to be harvested');
  });
});
