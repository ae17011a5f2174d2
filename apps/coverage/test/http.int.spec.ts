import {
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  HoldingsChangedV1,
  ParticipantChangedV1,
  TitlesChangedV1,
} from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERYTHING, Judge } from '../src/store/judge.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';
import { Source } from './source.ts';

const [A, B, SUPPORT] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000009'] as const;
const PLAN = '33333333-0000-4000-8000-000000000001';
const AGREEMENT = '22222222-0000-4000-8000-000000000001';
const RUN = '11111111-0000-4000-8000-000000000001';
const TITLE = '1000000000000000001';
let coverage: RunningCoverage;

beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

interface Call {
  readonly as?: readonly string[];
  readonly participant?: string;
  readonly body?: string | object;
  readonly type?: string;
}

async function call(
  method: 'GET' | 'POST',
  url: string,
  { as = ['plan-owner'], participant = '', body, type = 'application/json' }: Call = {},
) {
  const token = await coverage.issuer.token({ roles: as, ...(participant === '' ? {} : { participant }) });
  const answer = await coverage.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { payload: body }),
  });
  const json = (): Record<string, unknown> => (answer.body === '' ? {} : answer.json());
  const isJson = answer.headers['content-type']?.includes('json') === true;
  return {
    status: answer.statusCode,
    body: isJson ? json() : ({ text: answer.body } as Record<string, unknown>),
  };
}

const upload = (yaml: string, as = ['plan-owner']) =>
  call('POST', '/collection-plans', { body: yaml, type: 'application/yaml', as });

describe('bringing a collection plan in force', () => {
  it('says that there is none yet', async () => {
    expect(await call('GET', '/collection-plans/current')).toMatchObject({
      status: 404,
      body: { code: 'collection-plan.unknown' },
    });
    expect((await call('GET', '/coverage/matrix')).body).toMatchObject({ plan: null, profiles: [], cells: [] });
  });

  it('tells every mistake of a text with its line, and keeps nothing', async () => {
    const answer = await upload(EXAMPLE_PLAN.replace('level: 3b', 'level: 9').replace('to: 2029', 'to: 2019'));
    expect(answer).toMatchObject({ status: 422, body: { code: 'collection-plan.invalid' } });
    expect(answer.body['details']).toHaveLength(2);
    expect((await call('GET', '/collection-plans')).body).toEqual({ items: [], next: null });
  });

  it('is for plan owners', async () => {
    expect(await upload(EXAMPLE_PLAN, ['collection-manager'])).toMatchObject({ status: 403 });
    expect(await call('POST', '/collection-plans', { body: { plan: 'x' } })).toMatchObject({ status: 400 });
  });

  it('keeps a text as a draft, and the same text once', async () => {
    expect(await upload(EXAMPLE_PLAN)).toMatchObject({
      status: 201,
      body: { code: 'voorbeeld', version: 1, state: 'draft' },
    });
    expect(await upload(EXAMPLE_PLAN)).toMatchObject({ status: 201, body: { version: 1 } });
  });

  it('adopts it, and asks what it supersedes when there is something in force', async () => {
    expect(await call('POST', '/collection-plans/voorbeeld/1/adopt')).toMatchObject({
      status: 200,
      body: { state: 'adopted' },
    });
    await upload(`${EXAMPLE_PLAN}# again\n`);
    expect(await call('POST', '/collection-plans/voorbeeld/2/adopt')).toMatchObject({
      status: 409,
      body: { code: 'collection-plan.confirmation-needed', details: [{ at: 'supersedes', message: 'voorbeeld/1' }] },
    });
    const stale = await call('POST', '/collection-plans/voorbeeld/2/adopt', { body: { supersedes: 'other/1' } });
    expect(stale).toMatchObject({ status: 412 });
    const adopted = await call('POST', '/collection-plans/voorbeeld/2/adopt', { body: { supersedes: 'voorbeeld/1' } });
    expect(adopted).toMatchObject({ status: 200, body: { version: 2, state: 'adopted' } });
    expect((await call('GET', '/collection-plans/voorbeeld/1')).body).toMatchObject({ state: 'superseded' });
    expect(await call('POST', '/collection-plans/voorbeeld/9/adopt')).toMatchObject({ status: 404 });
  });
});

describe('the difference between versions of a collection plan', () => {
  const differences = '/collection-plans/differences';

  it('is of the version in force with the newest draft, unless others are named', async () => {
    expect(await call('GET', differences)).toMatchObject({
      status: 409,
      body: { code: 'collection-plan.nothing-to-compare' },
    });
    await upload(EXAMPLE_PLAN.replace('level: 3b', 'level: 4').replace('min: 1000', 'min: 1500'));
    const { body } = await call('GET', differences);
    expect(body).toMatchObject({
      from: { token: 'voorbeeld/2' },
      to: { token: 'voorbeeld/3' },
      words: [{ kind: 'target-changed', says: { en: expect.stringContaining('the level goes up from 3b to 4') } }, {}],
      values: [
        {
          profile: 'muziek',
          name: { nl: 'Muziekwetenschap' },
          activity: 'collect',
          field: 'level',
          before: '3b',
          after: '4',
          by: null,
        },
        { field: 'minimumTitles', before: 1000, after: 1500, by: 500 },
      ],
      totals: expect.arrayContaining([
        { what: 'minimum-titles', activity: 'collect', before: 1000, after: 1500, by: 500 },
      ]),
    });
    const same = await call('GET', `${differences}?from=voorbeeld/1&to=voorbeeld/2`);
    expect(same.body).toMatchObject({ words: [], values: [] });
    expect(await call('GET', `${differences}?from=voorbeeld/9`)).toMatchObject({ status: 404 });
    expect(await call('GET', `${differences}?from=voorbeeld`)).toMatchObject({ status: 422 });
  });

  it('is a file for a spreadsheet', async () => {
    const { status, body } = await call('GET', `${differences}.csv?from=voorbeeld/2&to=voorbeeld/3`);
    expect(status).toBe(200);
    expect(String(body['text']).split('\r\n')).toEqual([
      '\uFEFFfrom;to;profile;profile name;activity;field;before;after;difference;agreement',
      'voorbeeld/2;voorbeeld/3;muziek;Muziekwetenschap;collect;level;3b;4;;',
      'voorbeeld/2;voorbeeld/3;muziek;Muziekwetenschap;collect;minimumTitles;1000;1500;500;',
      '',
    ]);
  });
});

const sendCsv = (body: string, as = ['plan-owner']) =>
  call('POST', '/collection-plans', { body, type: 'text/csv; charset=utf-8', as });
const versionsKept = async () => ((await call('GET', '/collection-plans?limit=500')).body['items'] as unknown[]).length;

describe('a collection plan as CSV', () => {
  it('is taken out and brought in as the same plan', async () => {
    const { body } = await call('GET', '/collection-plans/voorbeeld/2/plan.csv');
    const csv = String(body['text']).replaceAll('voorbeeld;', 'tabel;');
    expect(await sendCsv(csv)).toMatchObject({ status: 201, body: { code: 'tabel', version: 1, state: 'draft' } });
    expect(await sendCsv(csv)).toMatchObject({ status: 201, body: { version: 1 } });
    const same = await call('GET', '/collection-plans/differences?from=voorbeeld/2&to=tabel/1');
    expect(same.body).toMatchObject({ values: [{ field: 'plan', before: 'voorbeeld', after: 'tabel' }] });
    const yaml = await call('GET', '/collection-plans/tabel/1/plan.yaml');
    expect(yaml.body['text']).toContain('plan: tabel');
    expect(await upload(String(yaml.body['text']))).toMatchObject({ body: { code: 'tabel', version: 1 } });
    expect((await call('GET', '/collection-plans/tabel/1/plan.csv')).body['text']).toBe(csv);
    expect(await call('GET', '/collection-plans/tabel/9/plan.csv')).toMatchObject({ status: 404 });
  });

  it('is kept with no mistake at all, else not', async () => {
    const before = await versionsKept();
    const { body } = await call('GET', '/collection-plans/voorbeeld/2/plan.csv');
    const wrong = String(body['text']).replace(';3b;', ';9;').replace(';youth;', ';jeugd;');
    const answer = await sendCsv(wrong);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'collection-plan.invalid',
        details: [{ at: "line 2: column 'level'" }, { at: "line 4: column 'audience'" }],
      },
    });
    expect(await sendCsv(String(body['text']), ['collection-manager'])).toMatchObject({ status: 403 });
    expect(await versionsKept()).toBe(before);
  });
});

describe('the scopes of a collection plan', () => {
  it('are told with where they overlap and what they leave uncovered', async () => {
    const none = await call('GET', '/collection-plans/voorbeeld/2/scopes');
    expect(none.body).toMatchObject({ overlaps: [], scheme: 'nbc' });
    expect(none.body['uncovered']).toEqual([
      { from: '01', to: '21' },
      { from: '30', to: '89' },
    ]);
    const more = EXAMPLE_PLAN.replace('plan: voorbeeld', 'plan: overlap').replace(
      'audience: [adult]',
      'audience: [adult, youth]',
    );
    const { body } = await upload(more);
    expect(await call('GET', `/collection-plans/${String(body['token'])}/scopes`)).toMatchObject({
      status: 200,
      body: {
        overlaps: [
          {
            one: { code: 'muziek', name: { nl: 'Muziekwetenschap' } },
            other: { code: 'jeugd' },
            example: { scheme: 'nbc', notation: '24', material: 'book', language: 'dut', audience: 'youth' },
          },
        ],
      },
    });
    expect(await call('GET', '/collection-plans/overlap/9/scopes')).toMatchObject({ status: 404 });
    const led = `${EXAMPLE_PLAN.replace('plan: voorbeeld', 'plan: concordantie')}
crosswalks: [{ from: siso, to: nbc, rules: "78;24.50" }]
`;
    const made = await upload(led);
    expect((await call('GET', `/collection-plans/${String(made.body['token'])}/scopes`)).body['translated']).toEqual([
      {
        scheme: 'siso',
        translated: [{ from: '78', to: '78' }],
        uncovered: [
          { from: '0', to: '6' },
          { from: '70', to: '77' },
          { from: '79', to: '79' },
          { from: '8', to: '9' },
        ],
      },
    ]);
  });
});

describe('what coverage tells', () => {
  beforeAll(async () => {
    const classifications = [{ scheme: 'nbc' as const, notation: '24.50' }];
    const title = {
      id: TITLE,
      keys: [TITLE],
      title: 'Lied',
      material: 'book' as const,
      language: 'dut',
      audience: 'adult' as const,
      classifications,
    };
    const named = [{ key: TITLE, identifier: '9780000000002' }];
    const agreed = {
      activity: 'collect' as const,
      level: '3b' as const,
      languageCoverage: 'W' as const,
      from: '2026-01-01',
      to: '2026-12-31',
      titles: 1,
      copies: 1,
    };
    const line = {
      line: PLAN,
      profile: 'muziek',
      activity: 'collect' as const,
      level: '3b' as const,
      titles: 1,
      copies: 1,
      named,
    };
    await coverage.hear(
      ParticipantChangedV1.of({ isil: A, version: 1, name: '=Bibliotheek A', kind: 'library', from: '2020-01-01' }),
      TitlesChangedV1.of({ version: 1, run: RUN, titles: [title] }),
      HoldingsChangedV1.of({
        version: 1,
        run: RUN,
        participant: A,
        holdings: [{ title: TITLE, copies: 2, extant: 1, onOrder: 1 }],
      }),
      AgreementChangedV1.of({
        agreement: AGREEMENT,
        version: 1,
        participant: A,
        profile: 'muziek',
        plan: RUN,
        named,
        ...agreed,
      }),
      AcquisitionPlanSubmittedV1.of({
        plan: PLAN,
        version: 1,
        participant: B,
        name: 'Plan',
        from: '2026-01-01',
        to: '2026-12-31',
        lines: [line],
      }),
    );
  });

  it('is a matrix of profiles by participants', async () => {
    const { body } = await call('GET', '/coverage/matrix', { as: ['collection-manager'] });
    expect(body).toMatchObject({
      plan: { code: 'voorbeeld', version: 2 },
      on: '2026-06-01',
      unclassified: { titles: 0 },
      importing: [],
      profiles: [
        { code: 'muziek', titles: 1, targets: [{ activity: 'collect', minimum: 2, maximum: 4 }, {}] },
        { code: 'jeugd', titles: 0 },
      ],
      participants: [
        { isil: A, name: '=Bibliotheek A', dataAsOf: null },
        { isil: B, name: B },
      ],
    });
    expect(body['cells']).toEqual([
      {
        profile: 'muziek',
        participant: A,
        titles: 1,
        copies: 2,
        extant: 1,
        onOrder: 1,
        level: '3b',
        currentLevel: null,
        goalLevel: null,
        languages: ['W'],
        activities: ['collect'],
      },
    ]);
  });

  it('is a page for each profile', async () => {
    expect((await call('GET', '/coverage/profiles/muziek')).body).toMatchObject({
      code: 'muziek',
      titles: 1,
      holders: [{ holders: 1, titles: 1 }],
      participants: [{ participant: A, name: '=Bibliotheek A' }],
    });
    expect(await call('GET', '/coverage/profiles/none')).toMatchObject({
      status: 404,
      body: { code: 'profile.unknown' },
    });
  });

  it('is a list of flags: filtered, sorted, page by page', async () => {
    const all = (await call('GET', '/flags?state=open&limit=500')).body as unknown as {
      items: { id: string; kind: string }[];
    };
    const paged: string[] = [];
    let after = '';
    do {
      const { items, next } = (await call('GET', `/flags?state=open&limit=2${after}`)).body as unknown as {
        items: { id: string }[];
        next: string | null;
      };
      paged.push(...items.map(({ id }) => id));
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '');
    expect(paged).toEqual(all.items.map(({ id }) => id));
    expect(new Set(all.items.map(({ kind }) => kind))).toEqual(
      new Set([
        'gap.unowned',
        'gap.redundancy',
        'gap.volume',
        'gap.preservation',
        'gap.upcoming',
        'risk.single-holder',
        'overlap.planned-title',
      ]),
    );
    const theirs = (await call('GET', `/flags?participant=${B}&sort=-raised`)).body as unknown as {
      items: { kind: string }[];
    };
    expect(theirs.items.map(({ kind }) => kind)).toEqual(['overlap.planned-title']);
    expect(await call('GET', '/flags?kind=nonsense')).toMatchObject({ status: 422 });
    expect(await call('GET', '/flags?after=nonsense')).toMatchObject({ status: 400 });
  });

  it('explains a flag by its rule, its numbers, its agreements and its events', async () => {
    const { items } = (await call('GET', '/flags?kind=risk.single-holder')).body as unknown as {
      items: { id: string }[];
    };
    const { body } = await call('GET', `/flags/${items[0]?.id}`);
    expect(body).toMatchObject({
      rule: { nl: expect.stringContaining('één deelnemer'), en: expect.stringContaining('One participant') },
      numbers: { metBy: [A], targetLevel: '3b' },
      agreements: [{ id: AGREEMENT, level: '3b', participant: { isil: A } }],
      history: [{ what: 'raised' }],
    });
    expect((body as unknown as { events: string[] }).events.length).toBeGreaterThan(0);
    expect(await call('GET', `/flags/${RUN}`)).toMatchObject({ status: 404, body: { code: 'flag.unknown' } });
  });

  it('is a file for spreadsheets, in which nothing is run', async () => {
    const { body } = await call('GET', '/flags.csv?kind=risk.single-holder');
    const [head, row] = (body['text'] as string).split('\r\n');
    expect(head).toMatch(/^\uFEFFid;kind;severity/);
    expect(row).toContain(`;'=Bibliotheek A (${A});`);
  });

  it('is what a submitted plan means, for its submitter and plan owners', async () => {
    const own = await call('GET', `/acquisition-plans/${PLAN}/assessment`, {
      as: ['collection-manager'],
      participant: B,
    });
    expect(own.body).toMatchObject({ state: 'assessed', version: 1 });
    expect((own.body as unknown as { flags: { kind: string }[] }).flags.map(({ kind }) => kind)).toContain(
      'overlap.planned-title',
    );
    const agreements = await Source.start('agreements', coverage.nats.url);
    try {
      expect(
        await call('GET', `/acquisition-plans/${PLAN}/assessment`, { as: ['collection-manager'], participant: A }),
      ).toMatchObject({ status: 403 });
    } finally {
      await agreements.stop();
    }
    expect((await call('GET', `/acquisition-plans/${RUN}/assessment`)).body).toEqual({
      state: 'pending',
      version: 0,
      flags: [],
    });
  });

  it('is so for who acts for its submitter too, as agreements tells, and only as long as it does', async () => {
    const path = `/acquisition-plans/${PLAN}/assessment`;
    const support = { as: ['collection-manager'], participant: SUPPORT };
    expect(await call('GET', path, support)).toMatchObject({ status: 503, body: { code: 'agreements.unavailable' } });
    const agreements = await Source.start('agreements', coverage.nats.url);
    try {
      agreements.kept.actingFor.set(SUPPORT, [SUPPORT, B]);
      expect(await call('GET', path, support)).toMatchObject({ status: 200, body: { state: 'assessed' } });
      expect(await call('GET', path, { as: [], participant: SUPPORT })).toMatchObject({ status: 403 });
      agreements.kept.actingFor.set(SUPPORT, [SUPPORT, A]);
      expect(await call('GET', path, support)).toMatchObject({ status: 403 });
    } finally {
      await agreements.stop();
    }
  });

  it('verifies itself for administrators', async () => {
    expect(await call('POST', '/verify')).toMatchObject({ status: 403 });
    expect(await call('POST', '/rebuild', { as: ['collection-manager'] })).toMatchObject({ status: 403 });
  });
});

const flagOf = async (kind: string) =>
  ((await call('GET', `/flags?kind=${kind}&state=open`)).body as unknown as { items: { id: string }[] }).items[0]!.id;
const followedUp = async () => (await coverage.said()).filter(({ type }) => type === 'coverage.flag-followed-up.v1');

describe('following up a flag', () => {
  it('goes from acknowledged to waived to reopened by the calendar, all of it on record', async () => {
    const id = await flagOf('gap.redundancy');
    await coverage.said();
    await call('POST', `/flags/${id}/acknowledge`);
    await call('POST', `/flags/${id}/acknowledge`);
    await call('POST', `/flags/${id}/assign`, { body: { to: 'Werkgroep Muziek' } });
    await call('POST', `/flags/${id}/notes`, { body: { text: ' overleg gehad ' } });
    const waived = await call('POST', `/flags/${id}/waive`, {
      body: { until: '2026-06-30', because: 'na de verbouwing' },
    });
    expect(waived).toMatchObject({
      status: 200,
      body: {
        followUp: {
          state: 'waived',
          assignedTo: 'Werkgroep Muziek',
          waivedUntil: '2026-06-30',
          waivedBecause: 'na de verbouwing',
        },
        followUps: [
          { what: 'acknowledged', by: 'somebody' },
          { what: 'assigned', assignedTo: 'Werkgroep Muziek' },
          { what: 'noted', text: 'overleg gehad' },
          { what: 'waived', until: '2026-06-30' },
        ],
      },
    });
    expect((await followedUp()).map(({ data }) => [data['version'], data['what']])).toEqual([
      [1, 'acknowledged'],
      [2, 'assigned'],
      [3, 'noted'],
      [4, 'waived'],
    ]);
    expect((await call('GET', '/flags?followUp=waived')).body).toMatchObject({ items: [{ id }] });
    await coverage.newDay('2026-06-30');
    expect((await call('GET', `/flags/${id}`)).body).toMatchObject({ followUp: { state: 'waived' } });
    await coverage.newDay('2026-07-01');
    await coverage.newDay('2026-07-01');
    expect((await call('GET', `/flags/${id}`)).body).toMatchObject({
      state: 'open',
      followUp: { state: 'new', assignedTo: 'Werkgroep Muziek', waivedUntil: null },
    });
    const reopened = (await followedUp()).map(({ data }) => data);
    expect(reopened).toMatchObject([{ version: 5, what: 'reopened', until: '2026-06-30' }]);
    expect(reopened[0]).not.toHaveProperty('by');
  });

  it('reopens by hand, and stays what it is when everything is counted and judged again', async () => {
    const id = await flagOf('gap.volume');
    await call('POST', `/flags/${id}/waive`, { body: { until: '2026-12-31', because: 'in bestelling' } });
    expect(await call('POST', `/flags/${id}/reopen`, { body: { because: 'toch nodig' } })).toMatchObject({
      status: 200,
      body: { followUp: { state: 'new' } },
    });
    await call('POST', `/flags/${id}/acknowledge`);
    await coverage.em.transactional(() => coverage.app.get(Judge).judge(EVERYTHING));
    expect((await call('GET', `/flags/${id}`)).body).toMatchObject({
      followUp: { state: 'acknowledged', acknowledgedBy: 'somebody' },
      followUps: [{ what: 'waived' }, { what: 'reopened', text: 'toch nodig' }, { what: 'acknowledged' }],
    });
  });

  it('is told in the file for spreadsheets', async () => {
    const id = await flagOf('gap.volume');
    await call('POST', `/flags/${id}/assign`, { body: { to: '=Karel' } });
    const { body } = await call('GET', '/flags.csv?kind=gap.volume');
    expect(body['text']).toContain(";acknowledged;'=Karel;;;");
  });

  it.each([
    ['waive', { until: '2026-06-01', because: 'te laat' }, 409],
    ['waive', { until: '2036-01-01', because: 'te lang' }, 409],
    ['waive', { until: '2026-02-30', because: 'geen dag' }, 422],
    ['waive', { until: '2026-12-31', because: ' ' }, 422],
    ['assign', { to: '' }, 422],
    ['notes', {}, 422],
  ])('refuses to %s with %j', async (act, body, status) => {
    expect(await call('POST', `/flags/${await flagOf('gap.volume')}/${act}`, { body })).toMatchObject({ status });
  });

  it('knows no flag that was never raised', async () => {
    expect(await call('POST', `/flags/${RUN}/acknowledge`)).toMatchObject({
      status: 404,
      body: { code: 'flag.unknown' },
    });
  });

  it.each([
    ['acknowledge', {}],
    ['notes', { text: 'wij pakken dit op' }],
  ])('lets a collection manager %s what concerns the own participant, and nothing else', async (act, body) => {
    const id = await flagOf('risk.single-holder');
    const as = ['collection-manager'];
    expect(await call('POST', `/flags/${id}/${act}`, { as, participant: A, body })).toMatchObject({ status: 200 });
    expect(await call('POST', `/flags/${id}/${act}`, { as, participant: B, body })).toMatchObject({
      status: 403,
      body: { code: 'flag.not-yours' },
    });
    expect(await call('POST', `/flags/${id}/${act}`, { as: ['service'], body })).toMatchObject({ status: 403 });
  });

  it.each([
    ['assign', { to: 'mij' }],
    ['waive', { until: '2026-12-31', because: 'geen tijd' }],
    ['reopen', { because: 'zomaar' }],
  ])('leaves it to plan owners to %s', async (act, body) => {
    const id = await flagOf('risk.single-holder');
    expect(
      await call('POST', `/flags/${id}/${act}`, { as: ['collection-manager'], participant: A, body }),
    ).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
  });
});
