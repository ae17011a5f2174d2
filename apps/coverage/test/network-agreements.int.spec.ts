import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, type Person, request } from './calling.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const owner: Person = { sub: 'Petra', roles: ['plan-owner'] };
const esra: Person = { sub: 'Esra', roles: ['collection-manager'], participant: A };
const LIST = `networkAgreements:
  - code: na-1
    cluster: Collecties
    kind: normative
    text: Elk profiel heeft een verantwoordelijke
    opgaven: [Lezen, Erfgoed]
    measuredBy: { flags: [gap.unowned, gap.level], profiles: [muziek] }
    actions:
      - { code: na-1-a, text: Verdelen, owner: ${A}, due: 2026-05-31 }
      - { code: na-1-b, text: Vaststellen, owner: KB, due: 2027-05-31 }
  - { code: na-2, cluster: IBL, kind: legal, text: Iedereen doet mee, opgaven: [Lezen], measuredBy: { activity: collect } }
  - { code: na-3, cluster: IBL, kind: running, text: Overleg }
`;
const PLAN = EXAMPLE_PLAN + LIST;

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  await coverage.adopt(PLAN);
});

interface Standing {
  readonly code: string;
  readonly progress: number | null;
  readonly overdue: boolean;
  readonly openFlags: number | null;
  readonly actions: readonly { readonly code: string; readonly state: string; readonly reports?: readonly object[] }[];
}

const post = (url: string, body: string | object, as = owner, type?: string): Promise<Answer> =>
  request(coverage, 'POST', url, { as, body, ...(type !== undefined && { type }) });
const get = (url: string, as = esra): Promise<Answer> => request(coverage, 'GET', url, { as });
const csv = (version: string, text: string, query = '', what = ''): Promise<Answer> =>
  post(`/collection-plans/${version}/network-agreements${what}${query}`, text, owner, 'text/csv');
const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
const SAME = { added: 0, changed: 0, gone: 0, same: 3 };
const report = (after: number, progress: number, as = esra): Promise<Answer> =>
  post(
    '/actions/na-1-a/reports',
    { after, state: progress === 100 ? 'done' : 'running', progress, text: 'Zo ver' },
    as,
  );

async function listed(query = ''): Promise<Standing[]> {
  return (await get(`/network-agreements?${query}`)).body['agreements'] as Standing[];
}

/** Everything that is kept of a plan. */
async function stored(): Promise<unknown> {
  const { em } = coverage;
  return await em.execute(`select * from collection_plan order by plan, version`);
}

describe('the list of the plan in force', () => {
  it('stands with its actions and the flags that measure it', async () => {
    const { body } = await get('/network-agreements');
    expect(body).toMatchObject({
      plan: { token: 'voorbeeld/1' },
      clusters: ['Collecties', 'IBL'],
      opgaven: ['Lezen', 'Erfgoed'],
      owners: [{ isil: 'KB' }, { isil: A }],
    });
    expect(body['agreements']).toMatchObject([
      { code: 'na-1', progress: 0, due: '2026-05-31', overdue: true },
      { code: 'na-2', progress: null, due: null, overdue: false, actions: [] },
      { code: 'na-3', measuredBy: null, openFlags: null },
    ]);
  });

  it('counts as many open flags as the list of flags shows', async () => {
    const counts = (await listed()).filter(({ openFlags }) => openFlags !== null);
    expect(counts.map(({ code }) => code)).toEqual(['na-1', 'na-2']);
    for (const { code, openFlags } of counts) {
      const { body } = await get(`/flags?state=open&agreement=${code}&limit=500`);
      expect([code, (body['items'] as unknown[]).length]).toEqual([code, openFlags]);
      expect(openFlags).toBeGreaterThan(0);
    }
    expect((await get('/flags?agreement=na-3')).body).toMatchObject({ items: [] });
    expect(await get('/flags?agreement=na-9')).toMatchObject({ status: 404 });
  });

  it.each([
    ['cluster=IBL', ['na-2', 'na-3']],
    ['kind=legal', ['na-2']],
    ['opgave=Erfgoed', ['na-1']],
    ['owner=KB', ['na-1']],
    [`owner=${B}`, []],
    ['overdue=yes', ['na-1']],
    ['overdue=yes&owner=KB', []],
    ['sort=-code', ['na-3', 'na-2', 'na-1']],
    ['sort=cluster', ['na-1', 'na-2', 'na-3']],
    ['sort=-flags', ['na-2', 'na-1', 'na-3']],
  ])('narrowed down by %s', async (query, codes) => {
    expect((await listed(query)).map(({ code }) => code)).toEqual(codes);
  });

  it('shows of an agreement only the actions that are asked for', async () => {
    const [found] = await listed('owner=KB');
    expect(found?.actions.map(({ code }) => code)).toEqual(['na-1-b']);
  });

  it.each(['kind=nice', 'sort=colour', 'overdue=no', 'version=x'])('does not take %s', async (query) => {
    expect(await get(`/network-agreements?${query}`)).toMatchObject({ status: 422 });
  });

  it('comes to figures by opgave, in which a flag counts once', async () => {
    await report(0, 50);
    const [one, two] = await listed();
    const { body } = await get('/opgaven');
    const [lezen, erfgoed, none] = body['opgaven'] as Record<string, unknown>[];
    expect(lezen).toMatchObject({ opgave: 'Lezen', agreements: 2, actions: 2, done: 0, overdue: 1, progress: 25 });
    expect(erfgoed).toMatchObject({ opgave: 'Erfgoed', agreements: 1, openFlags: one?.openFlags });
    expect(none).toMatchObject({ opgave: null, agreements: 1, actions: 0, progress: null, openFlags: 0 });
    expect(Number(lezen?.['openFlags'])).toBeLessThan(Number(one?.openFlags) + Number(two?.openFlags));
  });
});

describe('a report on an action', () => {
  it('moves it on and is kept with who and when', async () => {
    expect(await report(0, 40)).toMatchObject({ status: 201, body: { code: 'na-1', progress: 20 } });
    expect(await report(1, 100, owner)).toMatchObject({ status: 201 });
    const { body } = await get('/network-agreements/na-1');
    expect(body).toMatchObject({ overdue: false, progress: 50, due: '2027-05-31' });
    expect((body['actions'] as Standing['actions'])[0]).toMatchObject({
      state: 'done',
      reports: [
        { number: 2, state: 'done', progress: 100, by: 'Petra' },
        { number: 1, state: 'running', progress: 40, by: 'Esra', text: 'Zo ver', at: '2026-06-01T12:00:00.000Z' },
      ],
    });
  });

  it('is one of those sent at once, and the others are told so', async () => {
    for (let round = 0; round < 6; round++) {
      const answers = await Promise.all([10, 20, 30].map((progress) => report(round, progress)));
      expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 412, 412]);
    }
    const { body } = await get('/network-agreements/na-1');
    expect((body['actions'] as Standing['actions'])[0]?.reports).toHaveLength(6);
  });

  it.each([
    [{ after: 0, state: 'done', progress: 50, text: 'x' }, 409],
    [{ after: 0, state: 'running', progress: 101, text: 'x' }, 422],
    [{ after: 0, state: 'running', progress: 10, text: ' ' }, 422],
    [{ after: 0, state: 'dropped', progress: 10, text: 'x' }, 409],
    [{ after: 3, state: 'running', progress: 10, text: 'x' }, 412],
  ])('%j is refused', async (body, status) => {
    expect(await post('/actions/na-1-a/reports', body, esra)).toMatchObject({ status });
    expect((await listed())[0]?.actions[0]).toMatchObject({ state: 'planned' });
  });

  it('is of no action that the plan in force has not', async () => {
    expect(await post('/actions/na-9/reports', { after: 0, state: 'running', progress: 1, text: 'x' })).toMatchObject({
      status: 404,
      body: { code: 'action.unknown' },
    });
  });

  it('stands when a next version is adopted, and when the figures are rebuilt', async () => {
    await report(0, 40);
    await coverage.adopt(`${PLAN}# volgende\n`, 'voorbeeld/1');
    expect((await listed())[0]).toMatchObject({ progress: 20 });
    expect(await report(1, 60)).toMatchObject({ status: 201 });
  });

  it('ends with the action: one that the next version has not takes none', async () => {
    await coverage.adopt(`${EXAMPLE_PLAN}# zonder lijst\n`, 'voorbeeld/1');
    expect(await report(0, 40)).toMatchObject({ status: 404 });
    expect(await listed()).toEqual([]);
  });
});

describe('the list of a draft', () => {
  it('is changed by a file, as a next version; the version in force stays as it was', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const made = await csv('voorbeeld/1', file.replace('Iedereen doet mee', 'Allen doen mee'));
    expect(made).toMatchObject({ status: 201, body: { token: 'voorbeeld/2', state: 'draft' } });
    expect((await listed('version=voorbeeld/2&kind=legal'))[0]).toMatchObject({
      text: 'Allen doen mee',
      openFlags: null,
    });
    expect((await listed('kind=legal'))[0]).toMatchObject({ text: 'Iedereen doet mee' });
    const { body } = await get('/collection-plans/differences');
    expect(body['words']).toMatchObject([
      { kind: 'agreement-changed', agreement: 'na-2', says: { nl: expect.stringContaining('‘Allen doen mee’') } },
    ]);
  });

  it('read back as it was written is the same list', async () => {
    await report(0, 40);
    const file = (await get('/network-agreements.csv')).text;
    expect(file).toContain(';40;');
    expect(await csv('voorbeeld/1', file)).toMatchObject({
      status: 201,
      body: { token: 'voorbeeld/1', outcome: { agreements: SAME, words: [], rejectedCount: 0, mend: null } },
    });
    expect((await get('/collection-plans/voorbeeld/2')).status).toBe(404);
  });

  it('loses nothing when two change it at once', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const answers = await Promise.all(['Een', 'Twee'].map((it) => csv('voorbeeld/1', file.replace('Overleg', it))));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 412]);
    const second = await csv('voorbeeld/1', file.replace('Overleg', 'Drie'));
    expect(second.body).toMatchObject({ code: 'network-agreements.stale', parameters: { newest: 'voorbeeld/2' } });
  });

  it('is tried out: what would change and what is wrong is told, and nothing is stored', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const other = file
      .replace(/^na-3;.*\r\n/m, 'na-4;IBL;running;Nieuw;;;;;na-4-a;Doen;KB;2027-01-31\r\n')
      .replace('2027-05-31', '2027-06-30')
      .replace('legal', 'wettelijk');
    const before = await stored();
    const { status, body } = await csv('voorbeeld/1', other, '', '/trial');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      agreements: { added: 1, changed: 1, gone: 1, same: 1 },
      actions: { added: 1, changed: 1, gone: 0, same: 1 },
      unnamed: 0,
      going: [{ code: 'na-3', text: 'Overleg' }],
      words: [
        {
          kind: 'agreement-removed',
          agreement: 'na-3',
          says: { nl: expect.stringContaining('is vervallen: ‘Overleg’') },
        },
        { kind: 'agreement-changed', agreement: 'na-1', says: { en: expect.stringContaining('2027-06-30') } },
        { kind: 'agreement-added', agreement: 'na-4', says: { nl: expect.stringContaining('is nieuw: ‘Nieuw’') } },
      ],
      rejectedCount: 1,
      rejected: [
        {
          place: "line 4: column 'kind'",
          rule: 'agreement-kind-unknown',
          parameters: { written: 'wettelijk', known: 'legal, normative, running, action-needed' },
          message: expect.stringContaining("'wettelijk' is not a known kind of agreement; use legal"),
        },
      ],
    });
    expect(await stored()).toEqual(before);
  });

  it('is taken without the agreements that are wrong, which stay as they were', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const broken = file
      .replace('2026-05-31', '31 mei')
      .replaceAll('Elk profiel', 'Ieder profiel')
      .replace('Iedereen doet mee', 'Allen doen mee');
    const taken = await csv('voorbeeld/1', broken);
    expect(taken).toMatchObject({
      status: 201,
      body: {
        token: 'voorbeeld/2',
        outcome: {
          agreements: { added: 0, changed: 1, gone: 0, same: 2 },
          rejectedCount: 1,
          rejected: [{ place: "line 2: column 'due'", rule: 'day-malformed', parameters: { written: '31 mei' } }],
        },
      },
    });
    const [one, two] = await listed('version=voorbeeld/2');
    expect(one).toMatchObject({ code: 'na-1', text: 'Elk profiel heeft een verantwoordelijke' });
    expect(one?.actions.map(({ code }) => code)).toEqual(['na-1-a', 'na-1-b']);
    expect(two).toMatchObject({ text: 'Allen doen mee' });
  });

  it('is mended where it was rejected and sent again, which leaves all else as it is', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const [head = '', first = '', second = ''] = file.replace('2026-05-31', '31 mei').split('\r\n');
    const { body } = await csv('voorbeeld/1', file.replace('2026-05-31', '31 mei').replace('Overleg', 'Beraad'));
    const { mend } = body['outcome'] as { mend: { name: string; type: string; content: string } };
    expect(mend).toMatchObject({ name: 'afgekeurd.csv', type: 'text/csv; charset=utf-8', partial: false });
    const back = Buffer.from(mend.content, 'base64').toString();
    expect(back.split('\r\n')).toEqual([
      `${head};problem`,
      expect.stringMatching(`^${literal(first)};"?due: .*31 mei`),
      `${second};belongs to na-1, which is wrong on another line`,
      '',
    ]);
    expect(await csv('voorbeeld/2', back)).toMatchObject({
      body: { token: 'voorbeeld/2', outcome: { rejectedCount: 1, unnamed: 2, mend: { content: mend.content } } },
    });
    const mended = await csv('voorbeeld/2', back.replace('31 mei;NL', '2026-07-31;NL').replace('31 mei', '2026-07-31'));
    expect(mended).toMatchObject({
      status: 201,
      body: {
        token: 'voorbeeld/3',
        outcome: { agreements: { added: 0, changed: 1, gone: 0, same: 2 }, unnamed: 2, rejectedCount: 0, mend: null },
      },
    });
    expect(await listed('version=voorbeeld/3')).toMatchObject([
      { code: 'na-1', actions: [{ due: '2026-07-31' }, { due: '2027-05-31' }] },
      { code: 'na-2' },
      { code: 'na-3', text: 'Beraad' },
    ]);
  });

  it('sent twice changes nothing the second time', async () => {
    const file = (await get('/network-agreements.csv')).text.replace('Overleg', 'Beraad');
    expect(await csv('voorbeeld/1', file)).toMatchObject({ body: { token: 'voorbeeld/2' } });
    const before = await stored();
    expect(await csv('voorbeeld/2', file)).toMatchObject({
      status: 201,
      body: { token: 'voorbeeld/2', outcome: { agreements: SAME, words: [] } },
    });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['agreement;text\r\nna-1;Een', "line 1: column 'cluster'"],
    ['agreement;cluster;kind;text;mood\r\nna-1;C;legal;Een;good', "line 1: column 'mood'"],
    ['', 'line 1'],
  ])('whose columns cannot be told is refused as a whole: %j', async (text, at) => {
    for (const what of ['', '/trial']) {
      const refused = await csv('voorbeeld/1', text, '', what);
      expect(refused).toMatchObject({ status: 422, body: { code: 'collection-plan.invalid' } });
      expect(refused.body['details']).toEqual(expect.arrayContaining([expect.objectContaining({ at })]));
    }
    expect((await get('/collection-plans/voorbeeld/2')).status).toBe(404);
  });

  it('is tried out on the newest version only, by who may change it', async () => {
    const file = (await get('/network-agreements.csv')).text;
    await csv('voorbeeld/1', file.replace('Overleg', 'Beraad'));
    expect(await csv('voorbeeld/1', file, '', '/trial')).toMatchObject({
      status: 412,
      body: { code: 'network-agreements.stale', parameters: { newest: 'voorbeeld/2' } },
    });
    expect(await csv('voorbeeld/9', file, '', '/trial')).toMatchObject({ status: 404 });
    const trial = '/collection-plans/voorbeeld/2/network-agreements/trial';
    expect(await post(trial, file, esra, 'text/csv')).toMatchObject({ status: 403 });
    expect(await post(trial, { list: file })).toMatchObject({ body: { code: 'network-agreements.malformed' } });
  });

  it('loses agreements only when that is confirmed', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const shorter = file.replace(/^na-3;.*\r\n/m, '').replace('Iedereen doet mee', 'Allen doen mee');
    expect(await csv('voorbeeld/1', shorter)).toMatchObject({
      status: 409,
      body: {
        code: 'network-agreements.confirmation-needed',
        details: [{ at: 'na-3', message: 'Overleg' }],
        parameters: { going: 1 },
      },
    });
    expect((await get('/collection-plans/voorbeeld/2')).status).toBe(404);
    expect(await csv('voorbeeld/1', shorter, '?confirmed=no')).toMatchObject({ status: 422 });
    expect(await csv('voorbeeld/1', shorter, '?confirmed=yes')).toMatchObject({ status: 201 });
    expect((await listed('version=voorbeeld/2')).map(({ code }) => code)).toEqual(['na-1', 'na-2']);
    expect(await listed()).toHaveLength(3);
    const again = await csv('voorbeeld/2', shorter);
    expect(again).toMatchObject({ status: 201, body: { token: 'voorbeeld/2' } });
  });

  it('asks nothing for an agreement with fewer actions, or for one more agreement', async () => {
    const file = (await get('/network-agreements.csv')).text;
    const other = `agreement;cluster;kind;text\r\nna-1;C;normative;Een\r\nna-2;C;legal;Twee\r\nna-3;C;legal;Drie\r\n`;
    expect(file).toContain('na-1-a');
    expect(await csv('voorbeeld/1', `${other}na-4;C;legal;Vier\r\n`)).toMatchObject({ status: 201 });
    expect(await listed('version=voorbeeld/2')).toHaveLength(4);
  });

  it('is taken over from another version', async () => {
    await post('/collection-plans', EXAMPLE_PLAN);
    expect(await listed('version=voorbeeld/2')).toEqual([]);
    expect(await post('/collection-plans/voorbeeld/2/take-over-list', { from: 'voorbeeld/1' })).toMatchObject({
      status: 201,
      body: { token: 'voorbeeld/3' },
    });
    expect(await listed('version=voorbeeld/3')).toHaveLength(3);
    const less = { from: 'voorbeeld/2' };
    expect(await post('/collection-plans/voorbeeld/3/take-over-list', less)).toMatchObject({
      status: 409,
      body: { code: 'network-agreements.confirmation-needed', parameters: { going: 3 } },
    });
    expect(await post('/collection-plans/voorbeeld/3/take-over-list?confirmed=yes', less)).toMatchObject({
      status: 201,
      body: { token: 'voorbeeld/4' },
    });
    expect(await post('/collection-plans/voorbeeld/4/take-over-list', { from: 'voorbeeld/9' })).toMatchObject({
      status: 404,
    });
  });

  it('stays when the plan comes as CSV, which has no room for it', async () => {
    const file = (await get('/collection-plans/voorbeeld/1/plan.csv')).text;
    const made = await post('/collection-plans', file.replace('3b', '4'), owner, 'text/csv');
    expect(made).toMatchObject({ status: 201, body: { token: 'voorbeeld/2' } });
    expect(await listed('version=voorbeeld/2')).toHaveLength(3);
  });
});
