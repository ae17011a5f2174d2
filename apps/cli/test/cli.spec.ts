import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, SmallSystem } from './small-system.ts';

let system: SmallSystem;
let folder: string;

beforeEach(async () => {
  system = await SmallSystem.start();
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterEach(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

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

describe('a no of the system', () => {
  it('is told with its places and its code, and exit code 3', async () => {
    system.route = () => ({
      status: 422,
      type: 'application/problem+json',
      body: problem('collection-plan.invalid', 'The plan has 2 mistakes and was not stored; mend and send it again', [
        { at: 'line 4', message: "'3d' is not a level; use one of 0, 1a" },
        { at: 'line 9', message: 'the period ends before it begins' },
      ]),
    });
    const told = await system.run('plan', 'load', await file('plan.yaml', 'plan: x\n'));
    expect(told.code).toBe(3);
    expect(told.err).toBe(
      "The plan has 2 mistakes and was not stored; mend and send it again [collection-plan.invalid]\n  line 4: '3d' is not a level; use one of 0, 1a\n  line 9: the period ends before it begins\n",
    );
    expect(told.out).toBe('');
  });

  it('is one JSON value with --json', async () => {
    system.route = () => ({ status: 403, body: problem('participant.not-yours', 'NL-1 is not yours') });
    const told = await system.run('--json', 'flags', 'list');
    expect(JSON.parse(told.out)).toEqual({
      error: { status: 403, code: 'participant.not-yours', message: 'NL-1 is not yours', details: [] },
    });
    expect(told.code).toBe(3);
  });

  it('is readable when it is no problem+json at all', async () => {
    system.route = () => ({ status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' });
    const told = await system.run('flags', 'list');
    expect(told.err).toBe('The system answered 502 without a reason [http.502]\n');
  });

  it('says what to do when nothing answers', async () => {
    const gone = await SmallSystem.start();
    const { url } = gone;
    await gone.stop();
    const told = await system.run('flags', 'list', '--url', url);
    expect(told.code).toBe(3);
    expect(told.err).toContain('does not answer (ECONNREFUSED)');
    expect(told.err).toContain('Set --url or COLLECTIE_URL');
  });
});

describe('a search', () => {
  const found = {
    title: 'De aanslag',
    contributor: 'Mulisch, Harry',
    year: 1982,
    identifiers: [{ kind: 'isbn', value: '9789023456780' }],
    holders: [
      { participant: 'NL-1', copies: 3, extant: 2, onOrder: 0 },
      { participant: 'NL-2', copies: 1, extant: 1, onOrder: 0 },
    ],
  };

  it('asks for all words at once, and shows who holds what', async () => {
    system.route = () => ({ body: { items: [found], next: 'there', found: 1000, more: true } });
    const told = await system.run('search', 'aanslag', 'mulisch', '--notation', '18', '--most', '1');
    expect(told.code).toBe(0);
    expect(told.out).toMatch(/De aanslag +Mulisch, Harry +1982 +9789023456780 +3 +NL-1 NL-2\n1 of at least 1,000;/);
    const [asked] = system.asked;
    const { pathname, searchParams } = new URL(asked?.path ?? '', system.url);
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      '/api/holdings/titles/search',
      { q: 'aanslag mulisch', scheme: 'nbc', notation: '18', limit: '1' },
    ]);
  });

  it('says that it found nothing', async () => {
    system.route = () => ({ body: { items: [], next: null, found: 0, more: false } });
    expect((await system.run('search', 'nergens')).out).toBe('No titles found\n');
  });
});

describe('a command that is not understood', () => {
  it.each([[['flags', 'list', '--kind', 'gap.everything']], [['holdings', 'import', 'x.csv']], [['nothing']]])(
    'is refused before anything is sent: %j',
    async (argv) => {
      const told = await system.run(...argv);
      expect(told.code).toBe(2);
      expect(told.err).not.toBe('');
      expect(system.asked).toEqual([]);
    },
  );

  it('is refused when the address is none', async () => {
    const told = await system.run('flags', 'list', '--url', 'no address');
    expect([told.code, told.err]).toEqual([2, expect.stringContaining('is not an address; write it like')]);
  });

  it('leads to the help, which names the exit codes', async () => {
    const told = await system.run('--help');
    expect(told.code).toBe(0);
    expect(told.out).toContain('Exit codes: 0 done, 2 not understood, 3 refused or failed, 4 held');
  });
});

describe('a token', () => {
  it('is fetched once for many questions, from behind the address that was given', async () => {
    system.route = ({ path }) => ({ body: { items: [], next: path.includes('after') ? null : 'x' } });
    await system.run('flags', 'list');
    expect(system.asked.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-1']);
  });

  it('is fetched anew when it is about to end', async () => {
    system.tokenSeconds = 1;
    system.route = ({ path }) => ({ body: { items: [], next: path.includes('after') ? null : 'x' } });
    await system.run('flags', 'list');
    expect(system.tokens).toBe(2);
  });

  it('is fetched anew when it is refused, once', async () => {
    system.route = ({ authorization }) =>
      authorization === 'Bearer token-1' ? { status: 401 } : { body: { items: [], next: null } };
    expect((await system.run('flags', 'list')).code).toBe(0);
    system.route = () => ({ status: 401, body: problem('user.not-signed-in', 'The token is not ours') });
    expect((await system.run('flags', 'list')).err).toContain('The token is not ours');
  });
});

describe('an import', () => {
  it('streams the file, tells its steps and its totals, and shows what was rejected', async () => {
    const content = 'isbn,title\n'.repeat(20_000);
    const states = [{ ...done, state: 'reading', bytesRead: 6 }, { ...done, state: 'applying', applied: 3 }, done];
    system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.startsWith('/api/holdings/imports/r1/rejects/file')) return { type: 'text/csv', body: 'bad line\n' };
      if (!path.startsWith('/api/holdings/imports/r1/rejects')) return { body: states.shift() };
      const items = [{ position: 17, code: 'csv.count', message: "'veel' is no number", hint: 'Write a whole number' }];
      return { body: { items, next: null } };
    };
    const rejects = join(folder, 'rejects.csv');
    const path = await file('list.csv', content);
    const told = await system.run(
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
    expect(system.asked[0]).toMatchObject({
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
    system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      return path.includes('/rejects') ? { body: { items: [], next: null } } : { body: held };
    };
    const path = await file('list.csv', 'isbn\n');
    const told = await system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'full');
    expect(told.code).toBe(4);
    expect(told.out).toContain('This delivery would remove 900 of 1,000 titles held. It is held.');
    expect(told.out).toContain('collectie holdings confirm r1');
  });

  it('goes on past what is held with --yes', async () => {
    let confirmed = false;
    system.route = ({ method, path }) => {
      if (path.endsWith('/confirm')) confirmed = true;
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      return path.includes('/rejects') ? { body: { items: [], next: null } } : { body: confirmed ? done : held };
    };
    const path = await file('list.csv', 'isbn\n');
    const told = await system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'full', '--yes');
    expect([told.code, confirmed]).toEqual([0, true]);
  });

  it('of a file for several is followed to the end of each part, and says which is held', async () => {
    const parts = [
      { ...done, id: 'p1', participant: 'NL-2', state: 'received' },
      { ...done, id: 'p2', participant: 'NL-3', state: 'received' },
    ];
    system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.includes('/rejects')) return { body: { items: [], next: null } };
      if (path.endsWith('/p1')) return { body: { ...parts[0], state: 'done' } };
      if (path.endsWith('/p2')) return { body: { ...held, id: 'p2', participant: 'NL-3' } };
      return { body: { ...done, parts } };
    };
    const path = await file('list.csv', 'isil;isbn\n');
    const told = await system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'full', '--shared');
    expect(told.code).toBe(4);
    expect(system.asked[0]?.path).toBe(
      '/api/holdings/participants/NL-1/imports?mode=full&filename=list.csv&shared=true',
    );
    expect(told.out).toMatch(/NL-2 +done +1,200 +2/);
    expect(told.out).toMatch(/NL-3 +held +1,200 +2/);
    expect(told.out).toContain('Go on with: collectie holdings confirm p2');
  });

  it('that failed tells the reason and exits with 3', async () => {
    system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 202, body: { ...run, state: 'received' } };
      if (path.includes('/rejects')) return { body: { items: [], next: null } };
      return { body: { ...done, state: 'failed', reason: 'No column tells which title a line is about' } };
    };
    const path = await file('list.csv', 'x\n');
    const told = await system.run('holdings', 'import', path, '--participant', 'NL-1', '--mode', 'delta');
    expect(told.code).toBe(3);
    expect(told.out).toContain('Failed: No column tells which title a line is about');
  });

  it('that is refused at once is told, however large the file', async () => {
    system.route = () => ({ status: 404, body: problem('participant.unknown', 'There is no participant NL-9') });
    const path = await file('list.csv', 'x'.repeat(5_000_000));
    const told = await system.run('holdings', 'import', path, '--participant', 'NL-9', '--mode', 'delta');
    expect(told.err).toContain('There is no participant NL-9 [participant.unknown]');
  });

  it('of a file that is not there says so', async () => {
    const told = await system.run(
      'holdings',
      'import',
      join(folder, 'no.csv'),
      '--participant',
      'NL-1',
      '--mode',
      'full',
    );
    expect(told.err).toContain('no.csv cannot be read: there is no such file [file.unreadable]');
    expect(told.code).toBe(3);
  });
});

describe('a list of participants', () => {
  it('registers the new, changes the changed and leaves the rest', async () => {
    const known = {
      isil: 'NL-1',
      name: 'Een',
      kind: 'library',
      from: '2020-01-01',
      to: null,
      successor: null,
      version: 3,
    };
    system.route = ({ method, path }) => {
      if (method !== 'GET') return { body: {} };
      if (path.endsWith('/NL-1')) return { body: known };
      return path.endsWith('/NL-2') ? { body: { ...known, isil: 'NL-2', name: 'Oud' } } : undefined;
    };
    const list = await file(
      'p.csv',
      'isil;name;kind;from\nNL-1;Een;library;2020-01-01\nNL-2;Twee;library;2020-01-01\nNL-3;Drie;partner;2021-01-01\n',
    );
    const told = await system.run('participants', 'load', list);
    expect(told.out).toBe('1 registered, 1 changed, 1 as they were\n');
    const sent = system.asked.filter(({ method }) => method !== 'GET');
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /api/agreements/participants/NL-2',
      'POST /api/agreements/participants',
    ]);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ name: 'Twee', version: 3 });
  });

  it('without a column is refused before anything is sent', async () => {
    const told = await system.run('participants', 'load', await file('p.csv', 'isil,name\nNL-1,Een\n'));
    expect(told.err).toContain('has no column kind, from; name the columns on the first line');
    expect(system.asked).toEqual([]);
  });
});

describe('a collection plan', () => {
  const draft = { code: 'plan', version: 2, title: 'Plan', from: '2026-01-01', to: '2029-12-31', state: 'draft' };
  const confirmation = problem('collection-plan.confirmation-needed', 'It would supersede plan/1', [
    { at: 'supersedes', message: 'plan/1' },
  ]);

  const lie = { overlaps: [], scheme: null, uncovered: [] };

  it('supersedes another only when that is confirmed', async () => {
    system.route = ({ path, body }) => {
      if (path.endsWith('/scopes')) return { body: lie };
      if (!path.endsWith('/adopt')) return { body: draft };
      return body.includes('supersedes')
        ? { body: { ...draft, state: 'adopted' } }
        : { status: 409, body: confirmation };
    };
    const plan = await file('plan.yaml', 'plan: plan\n');
    expect((await system.run('plan', 'load', plan, '--adopt')).code).toBe(4);
    const told = await system.run('plan', 'load', plan, '--adopt', '--yes');
    expect([told.code, told.out]).toEqual([0, 'plan/2 is in force from 2026-01-01 to 2029-12-31\n']);
    expect(JSON.parse(system.asked.at(-1)?.body ?? '')).toEqual({ supersedes: 'plan/1' });
  });

  it('comes as YAML, or as CSV when the file is called so', async () => {
    system.route = ({ path }) => ({ body: path.endsWith('/scopes') ? lie : draft });
    const typesOf = async (name: string): Promise<string | undefined> => {
      await system.run('plan', 'load', await file(name, 'plan'));
      return system.asked.findLast(({ method, path }) => method === 'POST' && path.endsWith('/collection-plans'))?.type;
    };
    expect([await typesOf('plan.yaml'), await typesOf('Plan.CSV')]).toEqual(['application/yaml', 'text/csv']);
  });

  it('is told with profiles that claim the same titles, and with what none claims', async () => {
    const example = { scheme: 'nbc', notation: '24', material: null, language: null, audience: 'youth' };
    const overlaps = [{ one: { code: 'muziek' }, other: { code: 'jeugd' }, example }];
    const uncovered = [
      { from: '01', to: '21' },
      { from: '89', to: '89' },
    ];
    system.route = ({ path }) => ({ body: path.endsWith('/scopes') ? { overlaps, scheme: 'nbc', uncovered } : draft });
    const { err, code } = await system.run('plan', 'load', await file('plan.yaml', 'plan: plan\n'));
    expect(code).toBe(0);
    expect(err).toContain('muziek and jeugd claim the same titles, such as nbc 24 youth\n');
    expect(err).toContain('No profile covers these parts of nbc: 01 to 21, 89\n');
  });

  it.each(['csv', 'yaml'])('is written to a file as %s', async (kind) => {
    system.route = () => ({ type: 'text/plain', body: `a plan as ${kind}` });
    const path = join(folder, `plan.${kind}`);
    const told = await system.run('plan', 'export', 'plan/2', path);
    expect([told.code, told.out]).toEqual([0, `plan/2 is in ${path}\n`]);
    expect(system.asked.at(-1)?.path).toBe(`/api/coverage/collection-plans/plan/2/plan.${kind}`);
    expect(await readFile(path, 'utf8')).toBe(`a plan as ${kind}`);
  });

  it('tells how many comments have no answer when it is adopted', async () => {
    const adopted = { ...draft, state: 'adopted', comments: { unanswered: 2 } };
    system.route = ({ path }) => {
      if (path.endsWith('/scopes')) return { body: lie };
      return { body: path.endsWith('/adopt') ? adopted : draft };
    };
    const told = await system.run('plan', 'load', await file('plan.yaml', 'plan: plan\n'), '--adopt');
    expect([told.code, told.err]).toEqual([0, expect.stringContaining('2 comments on it have no answer')]);
  });

  it('has a list of network agreements, told with its actions or written to a file', async () => {
    const action = { code: 'na-1-a', owner: { isil: 'KB' }, due: '2026-06-30', state: 'running', progress: 40 };
    const last = { number: 3 };
    const agreement = { code: 'na-1', kind: 'legal', text: 'Meedoen', openFlags: 5 };
    const agreements = [{ ...agreement, actions: [{ ...action, overdue: true, last }] }];
    system.route = ({ path }) =>
      path.includes('.csv') ? { type: 'text/csv', body: 'a list' } : { body: { agreements } };
    const told = await system.run('plan', 'agenda', '--overdue');
    expect(system.asked.at(-1)?.path).toContain('/network-agreements?overdue=yes');
    expect(told.out).toMatch(/na-1 +legal.* 5 +Meedoen\n.*na-1-a +running, overdue +KB +2026-06-30 +40 %/);
    const path = join(folder, 'list.csv');
    await system.run('plan', 'agenda', 'plan/2', '--csv', path);
    expect(await readFile(path, 'utf8')).toBe('a list');
    await system.run('plan', 'report', 'na-1-a', '--state', 'done', '--progress', '100', '--text', 'Af');
    expect(system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/actions/na-1-a/reports',
      body: '{"after":3,"state":"done","progress":100,"text":"Af"}',
    });
  });

  it('is given another list from a file, as a next version', async () => {
    system.route = () => ({ body: { ...draft, version: 3 } });
    const told = await system.run('plan', 'load-agenda', 'plan/2', await file('list.csv', 'agreement;text'));
    expect(told.out).toContain('plan/3 is a draft with the list of');
    expect(system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/collection-plans/plan/2/network-agreements',
      type: 'text/csv',
      body: 'agreement;text',
    });
  });

  it('is put to the participants until a day', async () => {
    system.route = () => ({ body: { ...draft, state: 'consultation' } });
    const told = await system.run('plan', 'consult', 'plan/2', '--until', '2026-06-30');
    expect(told.out).toBe('Participants can comment on plan/2 until 2026-06-30\n');
    expect(system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/collection-plans/plan/2/consult',
      body: '{"until":"2026-06-30"}',
    });
  });

  it('is told with what participants say of it', async () => {
    const comment = { profile: 'muziek', participant: { isil: 'NL-1' }, state: 'unanswered', text: 'Te\nhoog' };
    system.route = () => ({ body: { items: [comment], next: null } });
    const told = await system.run('plan', 'comments', 'plan/2', '--state', 'unanswered');
    expect(system.asked.at(-1)?.path).toContain(
      '/api/coverage/collection-plans/plan/2/comments?limit=200&state=unanswered',
    );
    expect(told.out).toContain('muziek   NL-1         unanswered  Te hoog\n');
    system.route = () => ({ body: { items: [], next: null } });
    expect((await system.run('plan', 'comments', 'plan/2')).out).toBe('No comments on plan/2\n');
    system.route = () => ({ type: 'text/csv', body: 'id\r\n' });
    const path = join(folder, 'reacties.csv');
    await system.run('plan', 'comments', 'plan/2', '--csv', path);
    expect(await readFile(path, 'utf8')).toBe('id\r\n');
  });

  describe('compared with another version', () => {
    const words = [{ says: { nl: 'Het niveau gaat omhoog.', en: 'The level goes up.' } }];
    const about = { profile: 'muziek', activity: 'collect' };
    const values = [
      { ...about, field: 'level', before: '3a', after: '3b', by: null },
      { ...about, field: 'minimumTitles', before: null, after: 1000, by: 1000 },
    ];
    const difference = { from: { ...draft, version: 1 }, to: draft, words, values };

    it('is told in sentences of a language and in numbers', async () => {
      system.route = () => ({ body: difference });
      const told = await system.run('plan', 'diff', 'plan/1', 'plan/2', '--language', 'nl');
      expect(system.asked.at(-1)?.path).toBe('/api/coverage/collection-plans/differences?from=plan%2F1&to=plan%2F2');
      expect(told.out.split('\n').slice(0, 2)).toEqual([
        'The difference between plan/1 and plan/2:',
        '- Het niveau gaat omhoog.',
      ]);
      expect(told.out).toMatch(/muziek {3}collect {3}minimumTitles +1000 {3}\+1000/);
      expect((await system.run('plan', 'diff')).out).toContain('- The level goes up.');
      expect(system.asked.at(-1)?.path).toBe('/api/coverage/collection-plans/differences');
    });

    it('may say the same', async () => {
      system.route = () => ({ body: { ...difference, words: [], values: [] } });
      expect((await system.run('plan', 'diff')).out).toBe('plan/1 and plan/2 say the same\n');
    });

    it('is written as CSV', async () => {
      system.route = () => ({ type: 'text/csv', body: 'from;to\r\n' });
      const path = join(folder, 'verschil.csv');
      expect((await system.run('plan', 'diff', 'plan/1', '--csv', path)).code).toBe(0);
      expect(system.asked.at(-1)?.path).toBe('/api/coverage/collection-plans/differences.csv?from=plan%2F1');
      expect(await readFile(path, 'utf8')).toBe('from;to\r\n');
    });
  });
});

describe('an acquisition plan', () => {
  it('is read from CSV, drafted and submitted as the version that was drafted', async () => {
    system.route = ({ path }) => ({
      body: { id: 'a1', participant: 'NL-1', name: 'Plan', state: 'draft', version: 1, path },
    });
    const lines = await file(
      'lines.csv',
      'profile,activity,level,titles,copies,named\nnbc-39,collect,3a,10,12,9789010000033|ppn:123456789\n',
    );
    const told = await system.run(
      'acquisition-plan',
      'submit',
      lines,
      '--participant',
      'NL-1',
      '--name',
      'Plan',
      '--from',
      '2026-01-01',
      '--to',
      '2026-12-31',
    );
    expect(told.code).toBe(0);
    expect(JSON.parse(system.asked[0]?.body ?? '')).toEqual({
      participant: 'NL-1',
      name: 'Plan',
      from: '2026-01-01',
      to: '2026-12-31',
      lines: [
        {
          profile: 'nbc-39',
          activity: 'collect',
          level: '3a',
          titles: 10,
          copies: 12,
          named: [{ identifier: '9789010000033' }, { identifier: 'ppn:123456789' }],
        },
      ],
    });
    expect(system.asked[1]).toMatchObject({
      path: '/api/agreements/acquisition-plans/a1/submit',
      body: '{"version":1}',
    });
  });

  it('without what a list of lines does not say is not sent, and told which options say it', async () => {
    const lines = await file('lines.csv', 'profile,activity,level,titles,copies\nnbc-39,collect,3a,10,12\n');
    const told = await system.run('acquisition-plan', 'submit', lines, '--participant', 'NL-1', '--to', '2026-12-31');
    expect(told.code).toBe(3);
    expect(told.err).toContain('does not say name, from; add --name --from');
    expect(system.asked).toEqual([]);
  });
});

describe('a verification', () => {
  const holdings = { equal: true, records: 1200, titles: 1000, holdings: 1100, differences: [] };
  const none = { count: 0, samples: [] };
  const coverage = {
    equal: true,
    counters: { profile_titles: none },
    flags: none,
    state: { titles: none },
    underway: 0,
  };

  it('writes a report of a period as the file is called', async () => {
    system.route = () => ({ body: 'PK' });
    const to = join(folder, 'jaar.xlsx');
    const told = await system.run('report', to, '--from', '2026-01-01', '--language', 'en');
    expect(told.code).toBe(0);
    expect(system.asked[0]?.path).toBe('/api/coverage/coverage/report?language=en&from=2026-01-01&format=xlsx');
    expect(told.out).toContain(to);
  });

  it('that finds everything equal says what it compared', async () => {
    system.route = ({ path }) => ({ body: path.includes('/holdings/') ? holdings : coverage });
    const told = await system.run('verify');
    expect([told.code, told.out]).toEqual([
      0,
      'Everything is what the facts say: 1,200 records, 1,000 titles, 1,100 holdings\n',
    ]);
  });

  it('that finds differences shows where and what to do, and exits with 3', async () => {
    const flags = { count: 2, samples: ['not open but should be: gap.level'] };
    const different = { ...coverage, equal: false, flags, state: { titles: null }, underway: 3 };
    system.route = ({ path }) => ({ body: path.includes('/holdings/') ? holdings : different });
    const told = await system.run('verify');
    expect(told.code).toBe(3);
    expect(told.out).toMatch(/coverage: flags +2 +not open but should be: gap\.level/);
    expect(told.out).toMatch(/coverage: titles +the source did not answer/);
    expect(told.out).toContain('3 changes are on their way');
    expect(told.out).toContain('collectie rebuild');
  });
});

describe('parked events', () => {
  it('are listed per service and redriven oldest first', async () => {
    system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 204, body: '' };
      return { body: { items: path.includes('/coverage/') ? [parked('new'), parked('old')] : [], next: null } };
    };
    expect((await system.run('parked', 'list')).out).toMatch(/coverage {2}new +x\.v1 +4 +5 .* why/);
    await system.run('parked', 'redrive');
    const sent = system.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(sent).toEqual(['/api/coverage/parked/old/redrive', '/api/coverage/parked/new/redrive']);
    expect((await system.run('parked', 'redrive', 'other')).err).toContain('Not parked: other');
  });
});

function parked(id: string): object {
  return {
    id,
    source: 'holdings',
    sequence: 4,
    type: 'x.v1',
    reason: 'why',
    tries: 5,
    parkedAt: '2026-01-01T00:00:00Z',
  };
}
