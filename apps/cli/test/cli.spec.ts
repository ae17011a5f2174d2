import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { GivenSystem } from './given-system.ts';
import { problem, SmallSystem } from './small-system.ts';

const given = new GivenSystem();

describe('a no of the system', () => {
  it('is told with its places and its code, and exit code 3', async () => {
    given.system.route = () => ({
      status: 422,
      type: 'application/problem+json',
      body: problem('collection-plan.invalid', 'The plan has 2 mistakes and was not stored; mend and send it again', [
        { at: 'line 4', message: "'3d' is not a level; use one of 0, 1a" },
        { at: 'line 9', message: 'the period ends before it begins' },
      ]),
    });
    const told = await given.system.run('plan', 'load', await given.file('plan.yaml', 'plan: x\n'));
    expect(told.code).toBe(3);
    expect(told.err).toBe(
      "The plan has 2 mistakes and was not stored; mend and send it again [collection-plan.invalid]\n  line 4: '3d' is not a level; use one of 0, 1a\n  line 9: the period ends before it begins\n",
    );
    expect(told.out).toBe('');
  });

  it('is one JSON value with --json', async () => {
    given.system.route = () => ({ status: 403, body: problem('participant.not-yours', 'NL-1 is not yours') });
    const told = await given.system.run('--json', 'flags', 'list');
    expect(JSON.parse(told.out)).toEqual({
      error: { status: 403, code: 'participant.not-yours', message: 'NL-1 is not yours', details: [] },
    });
    expect(told.code).toBe(3);
  });

  it('is readable when it is no problem+json at all', async () => {
    given.system.route = () => ({ status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' });
    const told = await given.system.run('flags', 'list');
    expect(told.err).toBe('The system answered 502 without a reason [http.502]\n');
  });

  it('says what to do when nothing answers', async () => {
    const gone = await SmallSystem.start();
    const { url } = gone;
    await gone.stop();
    const told = await given.system.run('flags', 'list', '--url', url);
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
    given.system.route = () => ({ body: { items: [found], next: 'there', found: 1000, more: true } });
    const told = await given.system.run('search', 'aanslag', 'mulisch', '--notation', '18', '--most', '1');
    expect(told.code).toBe(0);
    expect(told.out).toMatch(/De aanslag +Mulisch, Harry +1982 +9789023456780 +3 +NL-1 NL-2\n1 of at least 1,000;/);
    const [asked] = given.system.asked;
    const { pathname, searchParams } = new URL(asked?.path ?? '', given.system.url);
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      '/api/holdings/titles/search',
      { q: 'aanslag mulisch', scheme: 'nbc', notation: '18', limit: '1' },
    ]);
  });

  it('says that it found nothing', async () => {
    given.system.route = () => ({ body: { items: [], next: null, found: 0, more: false } });
    expect((await given.system.run('search', 'nergens')).out).toBe('No titles found\n');
  });
});

describe('a command that is not understood', () => {
  it.each([[['flags', 'list', '--kind', 'gap.everything']], [['holdings', 'import', 'x.csv']], [['nothing']]])(
    'is refused before anything is sent: %j',
    async (argv) => {
      const told = await given.system.run(...argv);
      expect(told.code).toBe(2);
      expect(told.err).not.toBe('');
      expect(given.system.asked).toEqual([]);
    },
  );

  it('is refused when the address is none', async () => {
    const told = await given.system.run('flags', 'list', '--url', 'no address');
    expect([told.code, told.err]).toEqual([2, expect.stringContaining('is not an address; write it like')]);
  });

  it('leads to the help, which names the exit codes', async () => {
    const told = await given.system.run('--help');
    expect(told.code).toBe(0);
    expect(told.out).toContain('Exit codes: 0 done, 2 not understood, 3 refused or failed, 4 held');
  });
});

describe('a token', () => {
  it('is fetched once for many questions, from behind the address that was given', async () => {
    given.system.route = ({ path }) => ({ body: { items: [], next: path.includes('after') ? null : 'x' } });
    await given.system.run('flags', 'list');
    expect(given.system.asked.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-1']);
  });

  it('is fetched anew when it is about to end', async () => {
    given.system.tokenSeconds = 1;
    given.system.route = ({ path }) => ({ body: { items: [], next: path.includes('after') ? null : 'x' } });
    await given.system.run('flags', 'list');
    expect(given.system.tokens).toBe(2);
  });

  it('is fetched anew when it is refused, once', async () => {
    given.system.route = ({ authorization }) =>
      authorization === 'Bearer token-1' ? { status: 401 } : { body: { items: [], next: null } };
    expect((await given.system.run('flags', 'list')).code).toBe(0);
    given.system.route = () => ({ status: 401, body: problem('user.not-signed-in', 'The token is not ours') });
    expect((await given.system.run('flags', 'list')).err).toContain('The token is not ours');
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
    given.system.route = () => ({ body: 'PK' });
    const to = join(given.folder, 'jaar.xlsx');
    const told = await given.system.run('report', to, '--from', '2026-01-01', '--language', 'en');
    expect(told.code).toBe(0);
    expect(given.system.asked[0]?.path).toBe('/api/coverage/coverage/report?language=en&from=2026-01-01&format=xlsx');
    expect(told.out).toContain(to);
  });

  it('that finds everything equal says what it compared', async () => {
    given.system.route = ({ path }) => ({ body: inLines(path.includes('/holdings/') ? holdings : coverage) });
    const told = await given.system.run('verify');
    expect([told.code, told.out]).toEqual([
      0,
      'Everything is what the facts say: 1,200 records, 1,000 titles, 1,100 holdings\n',
    ]);
  });

  it('that finds what is there equal says what is still on its way', async () => {
    given.system.route = ({ path }) => ({
      body: inLines(path.includes('/holdings/') ? holdings : { ...coverage, underway: 2 }),
    });
    const told = await given.system.run('verify');
    expect(told.code).toBe(0);
    expect(told.out).toContain('2 changes are on their way');
  });

  it('that finds differences shows where and what to do, and exits with 3', async () => {
    const flags = { count: 2, samples: ['not open but should be: gap.level'] };
    const different = { ...coverage, equal: false, flags, state: { titles: null }, underway: 3 };
    given.system.route = ({ path }) => ({ body: inLines(path.includes('/holdings/') ? holdings : different) });
    const told = await given.system.run('verify');
    expect(told.code).toBe(3);
    expect(told.out).toMatch(/coverage: flags +2 +not open but should be: gap\.level/);
    expect(told.out).toMatch(/coverage: titles +the source did not answer/);
    expect(told.out).toContain('3 changes are on their way');
    expect(told.out).toContain('collectie rebuild');
  });

  it('says how far it is, part by part', async () => {
    given.system.route = ({ path }) => ({ body: inLines(path.includes('/holdings/') ? holdings : coverage) });
    const told = await given.system.run('verify');
    expect(told.err).toBe('Titles (1,000)\nTitles in coverage (1,000)\n');
  });

  it.each([
    ['ends', false, 'no reason given'],
    ['breaks off', true, 'UND_ERR_SOCKET'],
  ])('that %s without what was found says why and what to do', async (_, breaks, reason) => {
    given.system.route = () => ({ body: '{"progress":{"part":"titles"}}\n{"pro', breaks });
    const told = await given.system.run('verify');
    expect(told.code).not.toBe(0);
    expect(told.err).toContain(`holdings stopped before it had an answer (${reason}). Try again [gateway.broken]`);
  });

  it('that fails says why', async () => {
    given.system.route = () => ({
      body: `${JSON.stringify({ problem: problem('verify.failed', 'The disk is full') })}\n`,
    });
    const told = await given.system.run('verify');
    expect(told.code).not.toBe(0);
    expect(told.err).toContain('The disk is full [verify.failed]');
  });
});

/** As a service answers that says how far it is. */
function inLines(found: object): string {
  const progress = { part: 'titles', done: 10, of: 1000 };
  return [{ progress }, { found }].map((line) => `${JSON.stringify(line)}\n`).join('');
}

describe('parked events', () => {
  it('are listed per service and redriven oldest first', async () => {
    given.system.route = ({ method, path }) => {
      if (method === 'POST') return { status: 204, body: '' };
      return { body: { items: path.includes('/coverage/') ? [parked('new'), parked('old')] : [], next: null } };
    };
    expect((await given.system.run('parked', 'list')).out).toMatch(/coverage {2}new +x\.v1 +4 +5 .* why/);
    await given.system.run('parked', 'redrive');
    const sent = given.system.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(sent).toEqual(['/api/coverage/parked/old/redrive', '/api/coverage/parked/new/redrive']);
    expect((await given.system.run('parked', 'redrive', 'other')).err).toContain('Not parked: other');
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
