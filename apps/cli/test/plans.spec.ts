import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GivenSystem } from './given-system.ts';
import { problem } from './small-system.ts';

const given = new GivenSystem();

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
    given.system.route = ({ method, path }) => {
      if (method !== 'GET') return { body: {} };
      if (path.endsWith('/NL-1')) return { body: known };
      return path.endsWith('/NL-2') ? { body: { ...known, isil: 'NL-2', name: 'Oud' } } : undefined;
    };
    const list = await given.file(
      'p.csv',
      'isil;name;kind;from\nNL-1;Een;library;2020-01-01\nNL-2;Twee;library;2020-01-01\nNL-3;Drie;partner;2021-01-01\n',
    );
    const told = await given.system.run('participants', 'load', list);
    expect(told.out).toBe('1 registered, 1 changed, 1 as they were\n');
    const sent = given.system.asked.filter(({ method }) => method !== 'GET');
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /api/agreements/participants/NL-2',
      'POST /api/agreements/participants',
    ]);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ name: 'Twee', version: 3 });
  });

  it('without a column is refused before anything is sent', async () => {
    const told = await given.system.run('participants', 'load', await given.file('p.csv', 'isil,name\nNL-1,Een\n'));
    expect(told.err).toContain('has no column kind, from; name the columns on the first line');
    expect(given.system.asked).toEqual([]);
  });
});

describe('a collection plan', () => {
  const draft = { code: 'plan', version: 2, title: 'Plan', from: '2026-01-01', to: '2029-12-31', state: 'draft' };
  const confirmation = problem('collection-plan.confirmation-needed', 'It would supersede plan/1', [
    { at: 'supersedes', message: 'plan/1' },
  ]);

  const lie = { overlaps: [], scheme: null, uncovered: [], translated: [] };

  it('supersedes another only when that is confirmed', async () => {
    given.system.route = ({ path, body }) => {
      if (path.endsWith('/scopes')) return { body: lie };
      if (!path.endsWith('/adopt')) return { body: draft };
      return body.includes('supersedes')
        ? { body: { ...draft, state: 'adopted' } }
        : { status: 409, body: confirmation };
    };
    const plan = await given.file('plan.yaml', 'plan: plan\n');
    expect((await given.system.run('plan', 'load', plan, '--adopt')).code).toBe(4);
    const told = await given.system.run('plan', 'load', plan, '--adopt', '--yes');
    expect([told.code, told.out]).toEqual([0, 'plan/2 is in force from 2026-01-01 to 2029-12-31\n']);
    expect(JSON.parse(given.system.asked.at(-1)?.body ?? '')).toEqual({ supersedes: 'plan/1' });
  });

  it('comes as YAML, or as CSV when the file is called so', async () => {
    given.system.route = ({ path }) => ({ body: path.endsWith('/scopes') ? lie : draft });
    const typesOf = async (name: string): Promise<string | undefined> => {
      await given.system.run('plan', 'load', await given.file(name, 'plan'));
      return given.system.asked.findLast(({ method, path }) => method === 'POST' && path.endsWith('/collection-plans'))
        ?.type;
    };
    expect([await typesOf('plan.yaml'), await typesOf('Plan.CSV')]).toEqual(['application/yaml', 'text/csv']);
  });

  it('is told with profiles that claim the same titles, and with what none claims', async () => {
    const example = { scheme: 'nbc', notation: '24', material: null, language: null, audience: 'youth' };
    const led = { scheme: 'siso', notation: '785', material: null, language: null, audience: null };
    const overlaps = [
      { one: { code: 'muziek' }, other: { code: 'jeugd' }, example, translated: [] },
      {
        one: { code: 'muziek' },
        other: { code: 'podium' },
        example: led,
        translated: [{ scheme: 'nbc', notation: '24.50' }],
      },
    ];
    const uncovered = [
      { from: '01', to: '21' },
      { from: '89', to: '89' },
    ];
    const translated = [
      { scheme: 'siso', translated: [{ from: '78', to: '79' }], uncovered: [{ from: '8', to: '8' }] },
    ];
    given.system.route = ({ path }) => ({
      body: path.endsWith('/scopes') ? { overlaps, scheme: 'nbc', uncovered, translated } : draft,
    });
    const { err, code } = await given.system.run('plan', 'load', await given.file('plan.yaml', 'plan: plan\n'));
    expect(code).toBe(0);
    expect(err).toContain('muziek and jeugd claim the same titles, such as nbc 24 youth\n');
    expect(err).toContain('muziek and podium claim the same titles, such as siso 785, by a crosswalk to nbc 24.50\n');
    expect(err).toContain('No profile covers these parts of nbc: 01 to 21, 89\n');
    expect(err).toContain('No profile names these parts of siso, but a crosswalk leads into one: 78 to 79\n');
    expect(err).toContain('No profile covers these parts of siso: 8\n');
  });

  it.each(['csv', 'yaml'])('is written to a file as %s', async (kind) => {
    given.system.route = () => ({ type: 'text/plain', body: `a plan as ${kind}` });
    const path = join(given.folder, `plan.${kind}`);
    const told = await given.system.run('plan', 'export', 'plan/2', path);
    expect([told.code, told.out]).toEqual([0, `plan/2 is in ${path}\n`]);
    expect(given.system.asked.at(-1)?.path).toBe(`/api/coverage/collection-plans/plan/2/plan.${kind}`);
    expect(await readFile(path, 'utf8')).toBe(`a plan as ${kind}`);
  });

  it('tells how many comments have no answer when it is adopted', async () => {
    const adopted = { ...draft, state: 'adopted', comments: { unanswered: 2 } };
    given.system.route = ({ path }) => {
      if (path.endsWith('/scopes')) return { body: lie };
      return { body: path.endsWith('/adopt') ? adopted : draft };
    };
    const told = await given.system.run('plan', 'load', await given.file('plan.yaml', 'plan: plan\n'), '--adopt');
    expect([told.code, told.err]).toEqual([0, expect.stringContaining('2 comments on it have no answer')]);
  });

  it('has a list of network agreements, told with its actions or written to a file', async () => {
    const action = { code: 'na-1-a', owner: { isil: 'KB' }, due: '2026-06-30', state: 'running', progress: 40 };
    const last = { number: 3 };
    const agreement = { code: 'na-1', kind: 'legal', text: 'Meedoen', openFlags: 5 };
    const agreements = [{ ...agreement, actions: [{ ...action, overdue: true, last }] }];
    given.system.route = ({ path }) =>
      path.includes('.csv') ? { type: 'text/csv', body: 'a list' } : { body: { agreements } };
    const told = await given.system.run('plan', 'agenda', '--overdue');
    expect(given.system.asked.at(-1)?.path).toContain('/network-agreements?overdue=yes');
    expect(told.out).toMatch(/na-1 +legal.* 5 +Meedoen\n.*na-1-a +running, overdue +KB +2026-06-30 +40 %/);
    const path = join(given.folder, 'list.csv');
    await given.system.run('plan', 'agenda', 'plan/2', '--csv', path);
    expect(await readFile(path, 'utf8')).toBe('a list');
    await given.system.run('plan', 'report', 'na-1-a', '--state', 'done', '--progress', '100', '--text', 'Af');
    expect(given.system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/actions/na-1-a/reports',
      body: '{"after":3,"state":"done","progress":100,"text":"Af"}',
    });
  });

  const none = { added: 0, changed: 0, gone: 0, same: 0 };
  const outcome = {
    agreements: { ...none, changed: 1, same: 57 },
    actions: { ...none, added: 2 },
    unnamed: 0,
    words: [{ says: { nl: 'Netwerkafspraak na-2 …', en: 'Network agreement na-2: the text was …' } }],
    rejectedCount: 0,
    rejected: [],
    mend: null,
  };
  const rejecting = {
    ...outcome,
    unnamed: 4,
    rejectedCount: 1,
    rejected: [{ place: "line 4: column 'kind'", message: "'wettelijk' is not a known kind of agreement" }],
    mend: { content: Buffer.from('agreement;problem\r\n').toString('base64') },
  };

  it('is told what another list would change, and nothing is stored', async () => {
    given.system.route = () => ({ body: rejecting });
    const [path, rejects] = [await given.file('list.csv', 'agreement;text'), join(given.folder, 'rejects.csv')];
    const told = await given.system.run('plan', 'load-agenda', 'plan/2', path, '--dry-run', '--rejects', rejects);
    expect(given.system.asked.map(({ path: asked }) => asked)).toEqual([
      '/api/coverage/collection-plans/plan/2/network-agreements/trial',
    ]);
    expect(told.code).toBe(0);
    expect(told.out).toMatch(/Nothing is stored.*\n\n.*added +changed +gone +the same\n.*\nagreements +0 +1 +0 +57\n/);
    expect(told.out).toContain('4 agreements that the file does not name stay');
    expect(told.out).toContain('Network agreement na-2: the text was');
    expect(told.out).toMatch(/line 4: column 'kind' +'wettelijk' is not a known kind/);
    expect(told.err).toContain(`The rejected lines are in ${rejects}`);
    expect(await readFile(rejects, 'utf8')).toBe('agreement;problem\r\n');
    const json = await given.system.run('--json', 'plan', 'load-agenda', 'plan/2', path, '--dry-run');
    expect(JSON.parse(json.out)).toEqual(rejecting);
  });

  it('says so when another list changes nothing', async () => {
    given.system.route = () => ({ body: { ...draft, outcome: { ...outcome, words: [] } } });
    const told = await given.system.run('plan', 'load-agenda', 'plan/2', await given.file('list.csv', 'agreement'));
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('Nothing changes in plan/2')]);
  });

  it('is given another list from a file, as a next version', async () => {
    given.system.route = () => ({ body: { ...draft, version: 3, outcome } });
    const told = await given.system.run(
      'plan',
      'load-agenda',
      'plan/2',
      await given.file('list.csv', 'agreement;text'),
    );
    expect(told.out).toContain('plan/3 is a draft with the list of');
    expect(given.system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/collection-plans/plan/2/network-agreements',
      type: 'text/csv',
      body: 'agreement;text',
    });
  });

  it('loses network agreements by a list only when that is confirmed', async () => {
    const asked = problem('network-agreements.confirmation-needed', 'One would go', [
      { at: 'na-3', message: 'Overleg' },
    ]);
    given.system.route = ({ path }) =>
      path.endsWith('?confirmed=yes') ? { body: { ...draft, version: 3, outcome } } : { status: 409, body: asked };
    const load = ['plan', 'load-agenda', 'plan/2', await given.file('list.csv', 'agreement;text')];
    const held = await given.system.run(...load);
    expect([held.code, held.err]).toEqual([4, expect.stringContaining('Not in the list: na-3 Overleg')]);
    expect(held.out).toContain('Give --yes to let them go');
    const told = await given.system.run(...load, '--yes');
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('plan/3 is a draft with the list of')]);
    expect(given.system.asked.at(-1)).toMatchObject({ type: 'text/csv', body: 'agreement;text' });
  });

  it('is put to the participants until a day', async () => {
    given.system.route = () => ({ body: { ...draft, state: 'consultation' } });
    const told = await given.system.run('plan', 'consult', 'plan/2', '--until', '2026-06-30');
    expect(told.out).toBe('Participants can comment on plan/2 until 2026-06-30\n');
    expect(given.system.asked.at(-1)).toMatchObject({
      path: '/api/coverage/collection-plans/plan/2/consult',
      body: '{"until":"2026-06-30"}',
    });
  });

  it('is told with what participants say of it', async () => {
    const comment = { profile: 'muziek', participant: { isil: 'NL-1' }, state: 'unanswered', text: 'Te\nhoog' };
    given.system.route = () => ({ body: { items: [comment], next: null } });
    const told = await given.system.run('plan', 'comments', 'plan/2', '--state', 'unanswered');
    expect(given.system.asked.at(-1)?.path).toContain(
      '/api/coverage/collection-plans/plan/2/comments?limit=200&state=unanswered',
    );
    expect(told.out).toContain('muziek   NL-1         unanswered  Te hoog\n');
    given.system.route = () => ({ body: { items: [], next: null } });
    expect((await given.system.run('plan', 'comments', 'plan/2')).out).toBe('No comments on plan/2\n');
    given.system.route = () => ({ type: 'text/csv', body: 'id\r\n' });
    const path = join(given.folder, 'reacties.csv');
    await given.system.run('plan', 'comments', 'plan/2', '--csv', path);
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
      given.system.route = () => ({ body: difference });
      const told = await given.system.run('plan', 'diff', 'plan/1', 'plan/2', '--language', 'nl');
      expect(given.system.asked.at(-1)?.path).toBe(
        '/api/coverage/collection-plans/differences?from=plan%2F1&to=plan%2F2',
      );
      expect(told.out.split('\n').slice(0, 2)).toEqual([
        'The difference between plan/1 and plan/2:',
        '- Het niveau gaat omhoog.',
      ]);
      expect(told.out).toMatch(/muziek {3}collect {3}minimumTitles +1000 {3}\+1000/);
      expect((await given.system.run('plan', 'diff')).out).toContain('- The level goes up.');
      expect(given.system.asked.at(-1)?.path).toBe('/api/coverage/collection-plans/differences');
    });

    it('may say the same', async () => {
      given.system.route = () => ({ body: { ...difference, words: [], values: [] } });
      expect((await given.system.run('plan', 'diff')).out).toBe('plan/1 and plan/2 say the same\n');
    });

    it('is written as CSV', async () => {
      given.system.route = () => ({ type: 'text/csv', body: 'from;to\r\n' });
      const path = join(given.folder, 'verschil.csv');
      expect((await given.system.run('plan', 'diff', 'plan/1', '--csv', path)).code).toBe(0);
      expect(given.system.asked.at(-1)?.path).toBe('/api/coverage/collection-plans/differences.csv?from=plan%2F1');
      expect(await readFile(path, 'utf8')).toBe('from;to\r\n');
    });
  });
});

describe('an acquisition plan', () => {
  it('is read from CSV, drafted and submitted as the version that was drafted', async () => {
    given.system.route = ({ path }) => ({
      body: { id: 'a1', participant: 'NL-1', name: 'Plan', state: 'draft', version: 1, path },
    });
    const lines = await given.file(
      'lines.csv',
      'profile,activity,level,titles,copies,named\nnbc-39,collect,3a,10,12,9789010000033|ppn:123456789\n',
    );
    const told = await given.system.run(
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
    expect(JSON.parse(given.system.asked[0]?.body ?? '')).toEqual({
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
    expect(given.system.asked[1]).toMatchObject({
      path: '/api/agreements/acquisition-plans/a1/submit',
      body: '{"version":1}',
    });
  });

  it('without what a list of lines does not say is not sent, and told which options say it', async () => {
    const lines = await given.file('lines.csv', 'profile,activity,level,titles,copies\nnbc-39,collect,3a,10,12\n');
    const told = await given.system.run(
      'acquisition-plan',
      'submit',
      lines,
      '--participant',
      'NL-1',
      '--to',
      '2026-12-31',
    );
    expect(told.code).toBe(3);
    expect(told.err).toContain('does not say name, from; add --name --from');
    expect(given.system.asked).toEqual([]);
  });
});
